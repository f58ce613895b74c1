/** Before the first paint, so that nothing flashes: the remembered theme, where there is one. */
export function applyTheme(): void {
  try {
    const theme = localStorage.getItem("grantlens.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  } catch {
    // Storage is refused: the system's theme it is.
  }
}
