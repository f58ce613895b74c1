import { basePath } from "../../base-path.ts";

/**
 * Ends the session at this console.
 *
 * @returns the address of the page that says so
 * @throws Error when the process did not confirm it
 */
export async function signOut(): Promise<string> {
  const response = await fetch(`${basePath()}auth/sign-out`, {
    method: "POST",
    headers: { "X-Grantlens": "1" },
  });
  if (!response.ok) throw new Error(`sign-out was answered ${response.status}`);
  const { to } = (await response.json()) as { to: string };
  return to;
}
