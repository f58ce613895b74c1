import { serverNow } from "../../api/server-clock.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { Entry } from "../../list/entry.ts";
import type { ExpiryStatus } from "../../model/expiry.ts";
import { objectPath } from "../../paths.ts";
import { authorizationCodes } from "./authorization-codes-resource.ts";
import { STATUS_WORDS, statusAt } from "../../expiring/expiry-cells.tsx";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { type RowValue, ValueMenu } from "../../list/menu/value-menu.tsx";

/** How the list's filter calls a status, by expiry time; a status that it cannot tell has none. */
const STATUS_FILTER: Readonly<Record<ExpiryStatus, string | undefined>> = {
  valid: "valid",
  expiring: "expiring",
  expired: "expired",
  never: "never",
  "past-not-expired": "expired",
  unknown: undefined,
};

interface AuthorizationCodeMenuProps {
  entry: Entry<AuthorizationCode>;
}

/** What can be done with the values of a code. */
export function AuthorizationCodeMenu({ entry }: AuthorizationCodeMenuProps) {
  const search = useListSearch();
  return (
    <ValueMenu
      values={valuesOf(entry, search, serverNow())}
      definition={authorizationCodes.definition}
    />
  );
}

function valuesOf(entry: Entry<AuthorizationCode>, search: string, now: number): RowValue[] {
  const { pk, user, provider, scope, expires } = entry.value;
  const to = (step: string) => objectPath("authorization-codes", pk, step, search);
  const values: RowValue[] = [];
  if (user !== null) {
    values.push({
      what: "user",
      text: user.name || user.username,
      second: user.name ? user.username : undefined,
      only: { param: "user", value: String(user.pk) },
      exclude: { param: "exclude_user", value: String(user.pk) },
      open: to("user"),
      copy: { what: "username", text: user.username },
    });
  }
  if (provider !== null) {
    values.push({
      what: "provider",
      text: provider.name,
      second: provider.assigned_application_name ?? undefined,
      only: { param: "provider", value: String(provider.pk) },
      exclude: { param: "exclude_provider", value: String(provider.pk) },
      open: to("provider"),
      copy: { what: "name", text: provider.name },
    });
  }
  const status = statusAt(entry, now);
  const wanted = STATUS_FILTER[status];
  if (wanted !== undefined && hasFilter("status")) {
    const only = { param: "status", value: wanted };
    values.push({ what: "status", text: STATUS_WORDS[status].word, only });
  }
  if (scope.length > 0) {
    const text = scope.join(" ");
    values.push({ what: "scopes", text, copy: { what: "scopes", text } });
  }
  if (expires) {
    values.push({ what: "expires", text: expires, copy: { what: "time", text: expires } });
  }
  values.push({
    what: "code",
    text: String(pk),
    open: to(""),
    copy: { what: "ID", text: String(pk) },
  });
  return values;
}

function hasFilter(param: string): boolean {
  return authorizationCodes.definition.filters.some((filter) => filter.param === param);
}
