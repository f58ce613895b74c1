import { vi } from "vitest";

/** A file that the page saved. */
export interface SavedFile {
  name: string;
  text: string;
}

/**
 * Catches what the page saves from now on until the end of the test. A click on a link that is not caught would lead
 * the window away, for all tests after it.
 *
 * @returns the files, oldest first, as they come.
 */
export function catchDownloads(): SavedFile[] {
  const saved: SavedFile[] = [];
  const blobs: Blob[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    blobs.push(blob as Blob);
    return "blob:file";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLElement) {
    const name = (this as HTMLAnchorElement).download;
    void blobs
      .shift()
      ?.text()
      .then((text) => saved.push({ name, text }));
  });
  return saved;
}
