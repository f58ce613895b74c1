import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run, temporaryFolder } from "./temporary-folder.ts";

const LOCK = "package-lock.json";

/**
 * Builds the console as it was at another commit, in a folder that is gone when this process ends.
 *
 * @param ref a commit, branch or tag.
 * @returns the main file of its process.
 */
export function buildOf(ref: string): string {
  const folder = temporaryFolder();
  const archive = join(folder, "source.tar");
  run("git", ["archive", "--output", archive, ref], ROOT);
  run("tar", ["-xf", archive], folder);
  const isSame = readFileSync(join(folder, LOCK)).equals(readFileSync(join(ROOT, LOCK)));
  if (isSame) symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  else run("npm", ["ci", "--silent", "--no-audit", "--no-fund"], folder);
  run("npm", ["run", "-s", "build"], folder);
  return join(folder, "dist/server/serve.js");
}
