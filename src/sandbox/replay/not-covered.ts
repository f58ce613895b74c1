import type { RecordedCase } from "./recorded-rows.ts";

/** Paths of a real authentik that the sandbox does not implement. */
const NOT_OFFERED: readonly (readonly [path: RegExp, reason: string])[] = [
  [/^sources\/oauth\/source_types\//, "nothing asks for the list of source types"],
  [
    /^core\/applications\//,
    "rows of applications are not recorded whole; see events-truth.test.ts",
  ],
  [/^core\/(brands|authenticated_sessions|tokens)\//, "nothing asks for it"],
  [/^events/, "the recorded world has no events; see events-truth.test.ts"],
  [
    /^(rbac|admin\/settings|admin\/system|flows|schema|oauth2\/.*well-known)/,
    "nothing asks for it",
  ],
  [/^$/, "the page at the root of the API is not offered"],
];

/** Cases that are not replayed, by name. */
const CASES: readonly (readonly [name: RegExp, reason: string])[] = [
  [/poison(?!-codes-viewer)/, "the row that crashes the server is not in the recorded world"],
  [/^clean-/, "the clean-up belongs to the world's clock, not to a recording's rows"],
  [/^uc-[a-z]+-options$/, "the sandbox does not list the fields that can be written"],
  [/^access-delete-gone$/, "the answer that deleted the row was not recorded"],
  [/^auth-me-jwt$/, "OAuth2 access tokens are not accepted as credentials"],
];

/** The reason why a recorded case is not replayed; null if it is. */
export function reasonNotCovered(recorded: RecordedCase): string | null {
  if (recorded.as === "session") return "there are no sessions";
  const named = CASES.find(([name]) => name.test(recorded.case));
  if (named !== undefined) return named[1];
  const { path } = recorded.request;
  if (!path.startsWith("/api/")) return "not part of the API";
  const below = path.replace(/^\/api\/v3\//, "").split("?")[0] ?? "";
  const missing = NOT_OFFERED.find(([pattern]) => pattern.test(below));
  return missing?.[1] ?? null;
}
