import { useQuery } from "@tanstack/react-query";
import { providerQuery, providersQuery } from "../../api/endpoints/providers.ts";
import { userQuery, usersQuery } from "../../api/endpoints/users.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { FilterCombobox } from "../../list/filters/filter-combobox.tsx";
import type { List } from "../../list/state/use-list.ts";
import { providerOption, userOption } from "../relations/filter-options.ts";
import { useLookup } from "../../list/filters/use-lookup.ts";

interface CodeFilterProps {
  list: List<AuthorizationCode>;
}

/** Codes of one provider. */
export function ProviderFilter({ list }: CodeFilterProps) {
  const value = list.params.filters["provider"] ?? null;
  const lookup = useLookup(providersQuery, providerOption);
  // A filtered row names its provider; only without rows somebody else has to be asked.
  const inRow = firstRow(list)?.provider;
  const known = inRow && String(inRow.pk) === value ? inRow : undefined;
  const asked = useQuery({
    ...providerQuery(Number(value)),
    enabled: value !== null && known === undefined && isSettled(list),
  }).data?.value;
  const provider = known ?? asked;
  return (
    <FilterCombobox
      name="Provider"
      kind="int"
      value={value}
      valueLabel={value !== null && provider ? provider.name : null}
      lookup={lookup}
      onChange={(next) => list.change({ filters: { provider: next } })}
    />
  );
}

/** Codes of one user. */
export function UserFilter({ list }: CodeFilterProps) {
  const value = list.params.filters["user"] ?? null;
  const lookup = useLookup(usersQuery, userOption);
  const inRow = firstRow(list)?.user;
  const known = inRow && String(inRow.pk) === value ? inRow : undefined;
  const asked = useQuery({
    ...userQuery(Number(value)),
    enabled: value !== null && known === undefined && isSettled(list),
  }).data?.value;
  const user = known ?? asked;
  return (
    <FilterCombobox
      name="User"
      kind="int"
      value={value}
      valueLabel={value !== null && user ? user.name || user.username : null}
      lookup={lookup}
      onChange={(next) => list.change({ filters: { user: next } })}
    />
  );
}

function firstRow(list: List<AuthorizationCode>): AuthorizationCode | undefined {
  const first = list.isPlaceholder ? undefined : list.entries[0];
  return first?.readable ? first.value : undefined;
}

/** The list's own answer goes first; names can wait. */
function isSettled<T extends { pk: string | number }>(list: List<T>): boolean {
  return !list.isPlaceholder && (list.answer !== undefined || list.failure !== undefined);
}
