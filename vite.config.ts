import { readdir, readFile, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { build, type Plugin, type UserConfig } from "vite";
import { defineConfig } from "vitest/config";

/**
 * Compresses once, at build time, as hard as it goes: the process only hands the bytes out. Not index.html, which is
 * made where it is served, or exported.
 */
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
        .filter((entry) => entry.isFile() && /\.(?:js|css|svg)$/.test(entry.name))
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

/** Short names for CSS classes, in which one knows them again: a few hundred bytes of the first page. */
function scopedName(name: string, file: string): string {
  const hash = createHash("sha256")
    .update(relative(import.meta.dirname, file))
    .digest("base64url");
  return `${name}_${hash.slice(0, 3)}`;
}

const HEAD_SCRIPT = "src/early/head.ts";

/**
 * Builds the script of the page's head, and puts it there: a classic script, which runs before anything is painted. By
 * itself, because as one more entry it would share a file with the console, and wait for that.
 */
function headScript(): Plugin {
  let base = "/";
  let built = "";
  return {
    name: "head-script",
    enforce: "pre",
    configResolved(config) {
      base = config.base;
    },
    async generateBundle() {
      const output = await build({
        configFile: false,
        base,
        logLevel: "warn",
        build: {
          write: false,
          copyPublicDir: false,
          minify: "terser",
          rolldownOptions: { input: HEAD_SCRIPT, output: { format: "iife" } },
        },
      });
      if (Array.isArray(output) || !("output" in output)) throw new Error("one output is expected");
      const source = output.output[0].code;
      built = this.getFileName(this.emitFile({ type: "asset", name: "head.js", source }));
    },
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) =>
        html.replace(
          "<!-- head script -->",
          bundle
            ? `<script src="${base}${built}"></script>`
            : `<script type="module" src="${base}${HEAD_SCRIPT}"></script>`,
        ),
    },
  };
}

/**
 * Asks Chromium to compile the console's functions while its file arrives, beside the main thread, which needs most of
 * them for the first rows: on a slow one they are there a sixth sooner, and after a reload. Others see a comment.
 */
const compiledAhead: Plugin = {
  name: "compiled-ahead",
  apply: "build",
  enforce: "post",
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk" && file.isEntry && file.name === "index")
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  },
};

/** React Router's import condition leads to its development build, warnings and all; its production build lies beside. */
const router = (build: "production" | "development") => ({
  find: /^react-router$/,
  replacement: fileURLToPath(
    new URL(`node_modules/react-router/dist/${build}/index.mjs`, import.meta.url),
  ),
});

/**
 * Says of the router's components that making them has no side effects, so that those that nothing renders are left
 * out: forms, fetchers, and what loads routes' modules ahead. React is CommonJS, of whose calls a bundler cannot know.
 */
const leanRouter: Plugin = {
  name: "lean-router",
  apply: "build",
  transform: {
    filter: { id: /react-router\/dist\/production\// },
    handler: (code) =>
      code
        .replace(/^\w+\.displayName = "\w+";$/gm, "")
        .replace(/= (React\d*\.(?:createContext|forwardRef|memo)\()/g, "= /* @__PURE__ */ $1"),
  },
};

const server = {
  // The package brings all that it needs, and depends on nothing; Vite is for development only.
  ssr: { noExternal: true as const, external: ["vite"] },
  build: {
    outDir: "dist/server",
    target: "node20",
    copyPublicDir: false,
    rolldownOptions: { input: ["src/server/serve.ts", "src/server/dev.ts"] },
  },
};

const client: UserConfig = {
  resolve: {
    alias: [
      router("production"),
      // TanStack Store asks for the version that does without React 18.
      {
        find: /^use-sync-external-store\/shim\/with-selector(?:\.js)?$/,
        replacement: "use-sync-external-store/with-selector.js",
      },
    ],
  },
  css: { modules: { generateScopedName: scopedName } },
  // Not the pages of `e2e/bench`, which bring a React of their own.
  optimizeDeps: { entries: ["index.html"] },
  plugins: [react(), leanRouter, compiledAhead, headScript(), precompress()],
  experimental: {
    // Files find each other wherever they lie: only index.html says below which path.
    renderBuiltUrl: (_, { hostType }) => (hostType === "html" ? undefined : { relative: true }),
  },
  build: {
    outDir: "dist/client",
    manifest: true,
    // The styles have the only `data:` images that the policy is open for, those of the status icons.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Slower than Vite's own, and a hundredth smaller: by this the first page stays below 120 KiB.
    minify: "terser",
    terserOptions: { module: true, compress: { passes: 3, ecma: 2020, keep_fargs: false } },
    rolldownOptions: {
      // Brotli takes its time.
      checks: { pluginTimings: false },
      output: {
        // The console names all files that it may load, and a hash cannot be compressed: six characters are 36 bits.
        chunkFileNames: "assets/[name]-[hash:6].js",
        assetFileNames: "assets/[name]-[hash:6][extname]",
        // What the first page needs, libraries and all, as one file: apart, they take two kilobytes and a request more.
        codeSplitting: {
          groups: [
            { name: "console", tags: ["$initial"] },
            // A few lines each, that several later parts share: apart, their names alone weigh more on the first page.
            {
              name: "bits",
              test: /src\/(?:ui\/(?:clipboard|download|small-icon|text\/format-later)|list\/(?:live\/use-interval-refresh|filters\/tell-apart)|model\/(?:duration-words|moment-ms)|outcome\/(?:group-by|facts)|detail\/identity-path|feedback\/(?:failure-view|old-fault-notice|sign-in-link)|api\/(?:all-pages|wire\/nonce)|api\/endpoints\/(?:tokens|groups))\.tsx?$/,
            },
            // Likewise, of what only lists have.
            {
              name: "rows",
              test: /src\/(?:api\/remove-object|list\/(?:change\/(?:change\.module|deleted-rows|deletion-request|lazy-delete-dialog|use-may-delete)|export\/(?:export-facts|filter-words|read-all|use-read-all)|menu\/row-values))\./,
            },
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
