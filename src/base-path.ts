/** The path that the console lives under, from slash to slash: whoever serves index.html may put another one there. */
export function basePath(): string {
  // Tests of the client run without a page.
  return globalThis.document?.documentElement.dataset["base"] ?? "/";
}
