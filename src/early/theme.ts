/** Before the first paint, so that nothing flashes: the remembered theme, where there is one. */
export function applyTheme(): void {
  const theme = remembered("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
}

/** What the reader chose last in this browser; null where they did not, or where storage is refused. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`grantlens.${name}`);
  } catch {
    return null;
  }
}
