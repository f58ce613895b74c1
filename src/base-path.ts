/** The path that the console lives under, from slash to slash: whoever serves index.html may put another one there. */
export function basePath(): string {
  return data("base") ?? "/";
}

/** authentik's own path, where the console lies under its host and its session counts; undefined elsewhere. */
export function hostPath(): string | undefined {
  return data("host");
}

/** Tests of the client run without a page. */
function data(name: string): string | undefined {
  return globalThis.document?.documentElement.dataset[name];
}
