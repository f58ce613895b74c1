import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build, type Plugin } from "vite";
import { PEERS } from "./peer-pages.ts";
import { ROOT, run, temporaryFolder } from "./temporary-folder.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/**
 * Copies the built console and adds the peers' pages to its files. So one process serves all of them in the same way:
 * from memory, compressed by brotli, with the same caching, and with the same API.
 *
 * @returns the main file of that process.
 */
export async function buildSite(): Promise<string> {
  if (!existsSync(join(HERE, "node_modules"))) run("npm", ["ci", "--silent"], HERE);
  const folder = temporaryFolder();
  cpSync(join(ROOT, "dist"), join(folder, "dist"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  for (const { folder: name } of PEERS) {
    await buildPeer(name, join(folder, "dist/client/assets", name));
  }
  return join(folder, "dist/server/serve.js");
}

async function buildPeer(name: string, into: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    root: join(HERE, "peers", name),
    base: `/assets/${name}/`,
    plugins: [libraries(name)],
    oxc: { jsx: { runtime: "automatic" } },
    build: {
      outDir: into,
      assetsDir: "",
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: Infinity,
    },
  });
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  for (const file of readdirSync(into)) {
    const path = join(into, file);
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params }));
  }
}

/** Resolves the libraries that a peer is built with. */
function libraries(peer: string): Plugin {
  return {
    name: "libraries",
    enforce: "pre",
    async resolveId(source, importer, options) {
      // The floor uses the console's own libraries, not those that other peers depend on.
      const isOfFloor = peer === "floor" && importer?.startsWith(HERE) && /^[@a-z]/.test(source);
      const from = isOfFloor ? join(ROOT, "index.html") : importer;
      const found = await this.resolve(source, from, { ...options, skipSelf: true });
      // React Router's import condition leads to its development build; its production build is next to it.
      const id = found?.id.replace(
        "/react-router/dist/development/",
        "/react-router/dist/production/",
      );
      return found && id !== undefined ? { ...found, id } : null;
    },
  };
}
