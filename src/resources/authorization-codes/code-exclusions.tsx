import { useQuery } from "@tanstack/react-query";
import { providerQuery } from "../../api/endpoints/providers.ts";
import { userQuery } from "../../api/endpoints/users.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { excludedIds } from "../../list/state/exclusions.ts";
import type { List } from "../../list/state/use-list.ts";
import { Exclusion, Exclusions } from "../../list/filters/excluded.tsx";

interface CodeExclusionsProps {
  list: List<AuthorizationCode>;
}

/** The providers and users whose codes are left out. */
export function CodeExclusions({ list }: CodeExclusionsProps) {
  const { exclude_provider, exclude_user } = list.params.filters;
  return (
    <Exclusions>
      {excludedIds(exclude_provider).map((id) => (
        <ExcludedProvider key={`provider ${id}`} list={list} id={id} />
      ))}
      {excludedIds(exclude_user).map((id) => (
        <ExcludedUser key={`user ${id}`} list={list} id={id} />
      ))}
    </Exclusions>
  );
}

interface ExcludedProps extends CodeExclusionsProps {
  id: string;
}

function ExcludedProvider({ list, id }: ExcludedProps) {
  const enabled = isSettled(list);
  const name = useQuery({ ...providerQuery(Number(id)), enabled }).data?.value.name;
  return <Exclusion list={list} param="exclude_provider" what="provider" id={id} name={name} />;
}

function ExcludedUser({ list, id }: ExcludedProps) {
  const enabled = isSettled(list);
  const user = useQuery({ ...userQuery(Number(id)), enabled }).data?.value;
  const name = user && (user.name || user.username);
  return <Exclusion list={list} param="exclude_user" what="user" id={id} name={name} />;
}

/** The list's own answer goes first; names can wait. */
function isSettled({ isPlaceholder: earlier, answer, failure }: List<AuthorizationCode>): boolean {
  return !earlier && (answer !== undefined || failure !== undefined);
}
