#!/usr/bin/env bash
# vitest 4.1.12: `vi.waitFor` moves the clock of a test that fakes nothing but `Date`.
#
# With `useFakeTimers({ toFake: ["Date"] })` timers are real, and one would expect waiting to leave the date alone, as
# everything else but `setSystemTime` does. `vi.waitFor` sees that timers are faked and advances them by its interval
# before it looks for the first time: 50 ms by default, where a condition that already holds costs none otherwise.
#
# Seen, with a condition that holds at once:
#   after a real pause: 1000000
#   after vi.waitFor: 1000050
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund vitest@4.1.12 >/dev/null
cat >seen.test.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { test, vi } from "vitest";

test("seen", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const lines = [`after a real pause: ${Date.now()}`];
  await vi.waitFor(() => {});
  lines.push(`after vi.waitFor: ${Date.now()}`);
  writeFileSync("seen.txt", lines.join("\n"));
});
JS
npx vitest run >/dev/null
printf '%s\n' "$(cat seen.txt)"
[ "$(cat seen.txt)" = "after a real pause: 1000000
after vi.waitFor: 1000050" ]
