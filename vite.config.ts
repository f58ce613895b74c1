import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Compresses once, at build time, as hard as it goes: the process only hands the bytes out. */
function precompress(folder: string): Plugin {
  return {
    name: "precompress",
    apply: "build",
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

const server = {
  build: {
    outDir: "dist/server",
    target: "node20",
    copyPublicDir: false,
    rolldownOptions: { input: ["src/server/main.ts", "src/server/dev.ts"] },
  },
};

const client = {
  plugins: [react(), precompress("dist/client")],
  build: {
    outDir: "dist/client",
    manifest: true,
    // An inlined asset would need data: in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  ...(isSsrBuild ? server : client),
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    css: { modules: { classNameStrategy: "non-scoped" } },
  },
}));
