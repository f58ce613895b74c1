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
const router = (build: "production" | "development") => ({
  find: /^react-router$/,
  replacement: fileURLToPath(
    new URL(`node_modules/react-router/dist/${build}/index.mjs`, import.meta.url),
  ),
});

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
    alias: [router("production")],
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

/** A busy machine is no fault of what is tested: whatever takes long is waited for. */
const PATIENCE_MS = 180_000;

/** The end of a test file's name says where it runs. */
const tests = {
  /** Without a page, in Node, and all files on one set of modules: a process a file would cost more than most of them. */
  plain: "src/**/*.test.ts",
  /** On React's and the router's production builds, as users get them, and all files on one set of modules. */
  page: "src/**/*.test.tsx",
  /** On the development builds, whose warnings fail the test, and each file by itself, so that it may replace modules. */
  development: "src/**/*.dev.test.tsx",
};

const common = {
  testTimeout: PATIENCE_MS,
  hookTimeout: PATIENCE_MS,
  // Pages are made and thrown away all the time: with room for young objects a fifth less work.
  execArgv: ["--max-semi-space-size=64"],
  css: { modules: { classNameStrategy: "non-scoped" as const } },
};

export default defineConfig(({ isSsrBuild }) => ({
  ...(isSsrBuild ? server : client),
  test: {
    // Left to itself, Vitest takes one on a machine with two cores.
    maxWorkers: 2,
    projects: [
      {
        extends: true as const,
        test: {
          ...common,
          name: "plain",
          include: [tests.plain],
          setupFiles: "src/testing/set-up-plain.ts",
          isolate: false,
        },
      },
      {
        extends: true as const,
        oxc: { jsx: { development: false } },
        test: {
          ...common,
          name: "page",
          include: [tests.page],
          exclude: [tests.development],
          environment: "happy-dom",
          setupFiles: "src/testing/set-up-page.ts",
          env: { NODE_ENV: "production" },
          isolate: false,
        },
      },
      {
        extends: true as const,
        resolve: { alias: [router("development")] },
        test: {
          ...common,
          name: "development",
          include: [tests.development],
          environment: "happy-dom",
          setupFiles: "src/testing/set-up-page.ts",
        },
      },
    ],
  },
}));
