/**
 * Ends the session at this console.
 *
 * @returns the address of the page that says so
 * @throws Error when the process did not confirm it
 */
export async function signOut(): Promise<string> {
  const { BASE_URL } = import.meta.env;
  const response = await fetch(`${BASE_URL}auth/sign-out`, {
    method: "POST",
    headers: { "X-Grantlens": "1" },
  });
  if (!response.ok) throw new Error(`sign-out was answered ${response.status}`);
  const { to } = (await response.json()) as { to: string };
  return to;
}
