/** Puts a text on the clipboard; false where it is missing (outside of secure contexts) or refused. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
