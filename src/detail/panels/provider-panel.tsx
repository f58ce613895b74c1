import type { Provider } from "../../api/wire/provider.ts";
import { ObjectBody } from "../object-body.tsx";
import { ObjectView } from "../values/object-view.tsx";
import { ProviderNote } from "./provider-note.tsx";
import { Unreadable } from "./unreadable.tsx";
import type { WholeProvider } from "./use-whole-provider.ts";

interface ProviderPanelProps extends WholeProvider {
  /** The kind of row that refers to it: "code", "token". */
  one: string;
}

interface ProviderSummaryProps extends ProviderPanelProps {
  /** The field with the validity of such a row. */
  validity: keyof Provider;
}

/** The fields of a provider that matter most for a row; where only its base is known, its name and application. */
export function ProviderSummary({ provider, status, one, validity }: ProviderSummaryProps) {
  if (provider === null) return null;
  const fields =
    status.kind === "in-row" || status.kind === "asked"
      ? ["client_id", "client_type", validity, "redirect_uris"]
      : ["name", "assigned_application_name"];
  return (
    <>
      <ObjectView
        kind="provider"
        object={provider.raw}
        only={{ title: "Provider settings", fields }}
      />
      <ProviderNote status={status} one={one} />
    </>
  );
}

/** The provider of a row, complete where the caller may see it. */
export function ProviderPanel({ provider, status, one }: ProviderPanelProps) {
  if (provider === null) return <Unreadable what="provider" />;
  return (
    <>
      <ProviderNote status={status} one={one} />
      <ObjectBody
        kind="provider"
        object={provider.raw}
        targets={[
          { kind: "provider", pk: provider.pk },
          { kind: "application", slug: provider.assigned_application_slug },
        ]}
      />
    </>
  );
}
