import type { QueryClient } from "@tanstack/react-query";
import { basePath } from "../../base-path.ts";
import { comesEarly } from "../../early/early-answer.ts";
import { isSortedHere } from "../../list/browser/list-query.ts";
import { chosenPageSize, withPageSize } from "../../list/state/page-size.ts";
import { decode } from "../../list/state/url-codec.ts";
import { authorizationCodes } from "./authorization-codes-resource.ts";

/**
 * Milliseconds. As long no skeleton is drawn, and an answer that arrived while the console was evaluated is told only
 * after that: rendering without it would be rendering twice.
 */
const WAIT_MS = 100;

/**
 * Puts the page of codes that the head's script requested into the cache, where its answer is there before the console,
 * or within a moment: the page is then rendered once, with its rows. Does nothing where the answer is late or a failure,
 * which the list's own query takes over. Codes only: the other lists are loaded after the console.
 */
export async function readEarlyPage(
  client: QueryClient,
  { pathname, search }: Pick<Location, "pathname" | "search">,
): Promise<void> {
  const { name, definition } = authorizationCodes;
  if (pathname.slice(basePath().length).split("/")[0] !== name) return;
  const params = withPageSize(new URLSearchParams(search), chosenPageSize());
  const { state } = decode(params, definition);
  const question = { ...state, scan: false, whole: false };
  // Else what was requested early is not the page, but the first of several answers that make it.
  if (state.search || isSortedHere(question) || !(await comesEarly(WAIT_MS))) return;
  const options = authorizationCodes.query(authorizationCodes, question);
  await client.query({ ...options, retry: false }).catch(() => {
    // The list asks again, and says what is wrong.
  });
}
