import { useQuery } from "@tanstack/react-query";
import type { ServerFilters } from "../../api/list-request.ts";
import { failureIn } from "../../api/retry.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { Button } from "../../ui/button.tsx";
import { CountsLine } from "./counts-line.tsx";
import { expiryCountsQuery } from "./counts-query.ts";

interface CountsAskedProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
  of: string;
  /** authentik's own filters. */
  server: ServerFilters;
  /** For "expiring", seconds. */
  within: string | null;
}

/** The counts where they have to be requested. */
export function CountsAsked<T extends ExpiringRow>({
  list,
  of,
  server,
  within,
}: CountsAskedProps<T>) {
  // Always enabled: the component is mounted only where the counts are needed.
  const query = useQuery(expiryCountsQuery(list.resource.endpoint, server, within));
  const { data } = query;
  const failure = failureIn(query);
  const again = (
    <Button look="link" onClick={() => void query.refetch()}>
      Retry
    </Button>
  );
  if (data === undefined) {
    if (failure === undefined || query.isFetching) return "Counting by expiry time …";
    return (
      <>
        Not counted: {failureMessage(failure, "the counts").title}. {again}
      </>
    );
  }
  return (
    <>
      <CountsLine list={list} of={of} counts={data} />
      {failure && !query.isFetching && (
        <span>
          Not up to date: {failureMessage(failure, "the counts").title}. {again}
        </span>
      )}
    </>
  );
}
