import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin, UserConfig } from "vite";
import { defineConfig } from "vitest/config";

/** Compresses once, at build time, as hard as it goes: the process only hands the bytes out. */
function precompress(): Plugin {
  let folder = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const names = entries
        .filter((entry) => entry.isFile() && /\.(?:js|css|html|svg)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
      await Promise.all(
        names.map(async (name) => {
          const body = await readFile(name);
          const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
          await writeFile(`${name}.br`, await promisify(brotliCompress)(body, { params: quality }));
          await writeFile(`${name}.gz`, await promisify(gzip)(body, { level: 9 }));
        }),
      );
    },
  };
}

/** React Router's import condition leads to its development build, warnings and all; its production build lies beside. */
const ROUTER = fileURLToPath(
  new URL("node_modules/react-router/dist/production/index.mjs", import.meta.url),
);

const server = {
  build: {
    outDir: "dist/server",
    target: "node20",
    copyPublicDir: false,
    rolldownOptions: { input: ["src/server/serve.ts", "src/server/dev.ts"] },
  },
};

const client: UserConfig = {
  resolve: {
    alias: [{ find: /^react-router$/, replacement: ROUTER }],
  },
  plugins: [react(), precompress()],
  build: {
    outDir: "dist/client",
    manifest: true,
    // An inlined asset would need data: in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Libraries of the first paint in a file of their own: it stays in caches when only our code changes.
        codeSplitting: {
          groups: [
            { name: "libraries", test: /node_modules/, tags: ["$initial"], priority: 2 },
            // What the first page needs of our own, whole: small files of their own compress worse.
            { name: "console", tags: ["$initial"], priority: 1 },
          ],
        },
      },
    },
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  ...(isSsrBuild ? server : client),
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    // Left to itself, Vitest takes one on a machine with two cores.
    maxWorkers: 2,
    css: { modules: { classNameStrategy: "non-scoped" } },
  },
}));
