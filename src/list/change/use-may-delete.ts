import { useQuery } from "@tanstack/react-query";
import { consoleConfigQuery } from "../../api/endpoints/console-config.ts";
import { deletableKind } from "../../api/remove-object.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import type { Listed, Resource } from "../resource.ts";

/**
 * Whether rows of a resource can be deleted from here: where the process lets them be, and for superusers. Of others,
 * authentik tells nobody whether they may: mostly they may not, not even their own.
 */
export function useMayDelete<T extends Listed>({
  endpoint,
}: Pick<Resource<T>, "endpoint">): boolean {
  const { data: config } = useQuery(consoleConfigQuery());
  const { me } = useCaller();
  return (
    config?.readOnly === false &&
    me?.user.is_superuser === true &&
    deletableKind(endpoint.path) !== undefined
  );
}
