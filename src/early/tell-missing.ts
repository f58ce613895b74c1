/**
 * Says so where the console itself does not arrive: there would be nothing on the page. What is loaded later tells its
 * own failures.
 */
export function tellMissing(): void {
  const isScript = ({ target }: Event) => target instanceof HTMLScriptElement;
  window.addEventListener(
    "error",
    (event) => {
      const root = document.getElementById("root");
      if (root === null || !isScript(event)) return;
      root.setAttribute("role", "alert");
      root.textContent =
        "Grantlens did not load completely. Check that it is still running, then reload this page.";
    },
    // Such an event does not bubble.
    { capture: true },
  );
}
