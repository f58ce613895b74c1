/** A request id as in the `X-authentik-id` header: 32 hex digits. */
export function requestId(random: () => number): string {
  return Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
}
