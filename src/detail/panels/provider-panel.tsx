import type { Provider } from "../../api/wire/provider.ts";
import { ObjectBody } from "../object-body.tsx";
import { ObjectView } from "../values/object-view.tsx";
import { ProviderNote } from "./provider-note.tsx";
import { Unreadable } from "./unreadable.tsx";
import type { WholeProvider } from "./use-whole-provider.ts";

interface ProviderPanelProps extends WholeProvider {
  /** What it came with: "code", "token". */
  one: string;
}

interface ProviderSummaryProps extends ProviderPanelProps {
  /** The field that says how long such a row lives. */
  validity: keyof Provider;
}

/** What of a provider says most about a row, in short; where only its base is known, which one it is. */
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
        only={{ title: "Provider, in short", fields }}
      />
      <ProviderNote status={status} one={one} />
    </>
  );
}

/** The provider of a row, whole where that may be seen. */
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
