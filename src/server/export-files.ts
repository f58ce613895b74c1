import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compress, indexBelow } from "./index-page.ts";
import { UsageError } from "./options/flag-values.ts";
import type { ExportChoice } from "./options/options.ts";

/**
 * Writes the built console as files for a web server under authentik's own host, where authentik's session counts.
 *
 * @param client the built console.
 * @throws UsageError where the folder holds something else.
 */
export function exportFiles({ folder, base }: ExportChoice, client: string): void {
  const index = join(folder, "index.html");
  const isConsole = existsSync(index) && readFileSync(index, "utf8").includes("<title>Grantlens<");
  if (existsSync(folder) && readdirSync(folder).length > 0 && !isConsole) {
    throw new UsageError(`--export ${folder}: the folder is not empty, and holds no console`);
  }
  cpSync(client, folder, {
    recursive: true,
    // For the project's own budgets, and how to set up the other way of signing in.
    filter: (path) =>
      !/\.vite(?:\/|$)|blueprint\.yaml|sign-in\.css/.test(path.slice(client.length)),
  });
  const built = readFileSync(join(client, "index.html"), "utf8");
  const { body, encoded } = compress(indexBelow(built, base, "/"));
  writeFileSync(join(folder, "index.html"), body);
  writeFileSync(join(folder, "index.html.br"), encoded.get("br") ?? "");
  writeFileSync(join(folder, "index.html.gz"), encoded.get("gzip") ?? "");
  // Nothing stands between authentik and its session: what may be changed is authentik's to say.
  const config = { mode: "authentik", authentikUrl: "/", readOnly: false };
  writeFileSync(join(folder, "config.json"), `${JSON.stringify(config, null, 2)}\n`);
}
