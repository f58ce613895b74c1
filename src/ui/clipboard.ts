/**
 * Copies a text to the clipboard; false where there is none (outside secure contexts) or access is refused.
 *
 * @param html the same for programs that take formatted text.
 */
export async function writeClipboard(text: string, html?: string): Promise<boolean> {
  try {
    if (html === undefined) await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([new ClipboardItem(typed(text, html))]);
    return true;
  } catch {
    return false;
  }
}

function typed(text: string, html: string): Record<string, Blob> {
  return {
    "text/plain": new Blob([text], { type: "text/plain" }),
    "text/html": new Blob([html], { type: "text/html" }),
  };
}
