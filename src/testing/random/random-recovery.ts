import { failureOf } from "../../api/failures.ts";
import { type Address, isLeavingOut, questionOf } from "./random-address.ts";
import type { RandomAuthentik } from "./random-authentik.ts";
import { isFound, listOnShow, type Wrong } from "./random-checks.ts";
import type { RandomConsole } from "./random-console.tsx";

/** What on the page still differs from what the sandbox would return. */
export async function notRecovered(
  address: Address,
  authentik: RandomAuthentik,
  page: RandomConsole,
): Promise<Wrong> {
  const { status, wrong } =
    address.list === "" ? { status: 200, wrong: [] } : await listOf(address, authentik);
  for (const { key, error } of page.failing()) {
    const failure = failureOf(error);
    const isTrue =
      ["forbidden", "not-found", "signed-out", "token-refused", "invalid"].includes(failure.kind) &&
      !("unconfirmed" in failure);
    if (!isTrue && !(failure.kind === "server" && status === 500)) {
      wrong.push(`${key} still fails (${JSON.stringify(failure)})`);
    }
  }
  return wrong;
}

/** The server's status for the list's question, and what is wrong with how it is shown. */
async function listOf(
  address: Address,
  authentik: RandomAuthentik,
): Promise<{ status: number; wrong: Wrong }> {
  const { status } = await authentik.peek(
    questionOf(address).replace("?", "?include_users=false&"),
  );
  const shown = listOnShow();
  const wrong: Wrong = [];
  if (shown.stale) wrong.push("the rows are stale");
  if (status === 200 && shown.gaps) wrong.push("rows are missing");
  const isFoundHere = isFound(address) || isLeavingOut(address);
  if (status === 200 && shown.alert !== "" && !isFoundHere) wrong.push(`it says “${shown.alert}”`);
  if (status !== 200 && shown.table !== null && !isLeavingOut(address))
    wrong.push(`it shows rows where the server says ${status}`);
  return { status, wrong };
}
