#!/usr/bin/env bash
# @tanstack/query-core 5.108.4: the filter `stale: true` passes over a query that nobody observes, however old it is.
#
# One would expect `refetchQueries({ stale: true })` to refetch what is older than its `staleTime`. Without an observer a
# query has no such time: it counts as stale only where it has no data or was invalidated. Whoever renews a cache entry
# of a page that is not shown has to filter with `predicate` and `isStaleByTime`.
#
# Seen, 50 ms after a fetch with a `staleTime` of 1 ms:
#   isStaleByTime(1): true
#   fetched after refetchQueries({ stale: true }): 1 time
#   fetched after refetchQueries with isStaleByTime(1): 2 times
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @tanstack/query-core@5.108.4 >/dev/null
cat >seen.mjs <<'JS'
import { QueryClient } from "@tanstack/query-core";

const client = new QueryClient();
const queryKey = ["rows"];
let fetched = 0;
await client.fetchQuery({ queryKey, queryFn: () => ++fetched, staleTime: 1 });
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(`isStaleByTime(1): ${client.getQueryCache().find({ queryKey }).isStaleByTime(1)}`);
await client.refetchQueries({ queryKey, stale: true });
console.log(`fetched after refetchQueries({ stale: true }): ${fetched} time`);
await client.refetchQueries({ queryKey, predicate: (query) => query.isStaleByTime(1) });
console.log(`fetched after refetchQueries with isStaleByTime(1): ${fetched} times`);
client.clear();
JS
seen=$(node seen.mjs)
printf '%s\n' "$seen"
[ "$seen" = "isStaleByTime(1): true
fetched after refetchQueries({ stale: true }): 1 time
fetched after refetchQueries with isStaleByTime(1): 2 times" ]
