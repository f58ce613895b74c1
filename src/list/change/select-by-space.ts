/** Space on a row selects it, with Shift all up to it; its box is no tab stop. Returns a function that ends it. */
export function selectBySpace(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    const { key, shiftKey, target } = event;
    if (key !== " " || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!(target instanceof Element) || !target.matches("tr[data-pk], [data-row-link]")) return;
    const box = target.closest("tr")?.querySelector("[data-select]");
    if (!box) return;
    // It would scroll the page.
    event.preventDefault();
    box.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
  }
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}
