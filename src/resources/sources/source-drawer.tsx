import { ObjectBody } from "../../detail/object-body.tsx";
import { NoSuchPath } from "../../detail/panels/no-such-path.tsx";
import type { Source } from "../../api/wire/source.ts";
import { parsePath } from "../../detail/path.ts";
import { useObject } from "../../detail/use-object.ts";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { objectPath } from "../../paths.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import { SourceConnected } from "../connections/source-connected.tsx";
import { ObjectDrawer } from "../object-drawer.tsx";
import type { DrawerProps } from "../resource-page.tsx";

/** The drawer of a source by itself. */
export function SourceDrawer({ list, pk, below }: DrawerProps<Source>) {
  const query = useObject(list.resource.endpoint, pk);
  const search = useListSearch();
  const steps = parsePath(below, []);
  const [step] = steps;
  const source = query.data?.value;
  return (
    <ObjectDrawer
      list={list}
      pk={pk}
      steps={steps}
      query={query}
      absent={() =>
        "it was deleted, never existed, or you may not see it; before authentik 2025.2, only the first 500 are looked through"
      }
      heading={
        source ? <ServerText>{source.name || source.slug}</ServerText> : `Source ${visible(pk)}`
      }
    >
      {step?.kind === "unknown" && (
        <NoSuchPath rest={step.rest} back={objectPath("sources", pk, "", search)} />
      )}
      {step === undefined && source && query.data && (
        <>
          <SourceConnected source={source} />
          <ObjectBody
            kind="source"
            object={source.raw}
            problems={query.data.problems}
            targets={[{ kind: "source", slug: source.slug }]}
          />
        </>
      )}
    </ObjectDrawer>
  );
}
