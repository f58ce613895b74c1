/** A request id, as in the header `X-authentik-id`: 32 hex digits. */
export function requestId(random: () => number): string {
  return Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
}
