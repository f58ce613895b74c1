import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";

/**
 * Project rules that the linter cannot check (README.md, "Design"): small folders, unambiguous file names, and exports
 * that are used and have one meaning.
 */

/** "About 15", tests aside: what is off its folder's subject belongs in another one. */
const MOST_FILES = 16;

const all = [...readdirSync("src", { recursive: true, encoding: "utf8" })]
  .filter((path) => /\.(?:tsx?|css)$/.test(path) && !path.includes("recorded/"))
  .toSorted();
/** Test support is in folders called testing, and only tests replay recordings. */
const isTest = (path: string) =>
  /\.test\.tsx?$/.test(path) || /(?:^|\/)(?:testing|sandbox\/replay)\//.test(path);
const product = all.filter((path) => !isTest(path));
const modules = product.filter((path) => !path.endsWith(".css"));
const textOf = new Map(all.map((path) => [path, readFileSync(join("src", path), "utf8")]));

function groups<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return [...found];
}

/** Exported names, each with its file. */
const exported = modules.flatMap((path) =>
  [
    ...(textOf.get(path) ?? "").matchAll(
      /^export (?:async )?(?:function|const|class|interface|type)\*? (\w+)/gm,
    ),
  ].map(([, name = ""]) => ({ path, name })),
);

test("no folder has more files than can be taken in at a glance", () => {
  const crowded = groups(modules, dirname)
    .filter(([, paths]) => paths.length > MOST_FILES)
    .map(([folder, paths]) => `${folder}: ${paths.length}`);
  expect(crowded).toEqual([]);
});

test("no two files have the same stem", () => {
  const stem = (path: string) => basename(path).replace(/\.tsx?$/, "");
  const alike = groups(modules, stem).filter(([, paths]) => paths.length > 1);
  expect(alike).toEqual([]);
});

test("no name is exported twice", () => {
  const alike = groups(exported, ({ name }) => name)
    .filter(([, places]) => new Set(places.map(({ path }) => path)).size > 1)
    .map(([name, places]) => `${name}: ${places.map(({ path }) => path).join(", ")}`);
  expect(alike).toEqual([]);
});

/** Exported for tests only, each with its reason. */
const FOR_TESTS = new Set([
  // A page starts with a clock that has not been set; tests start many pages.
  "api/server-clock.ts: resetServerClock",
]);

test("every export is used by another file, or elsewhere in its own", () => {
  const words = new Map<string, string[]>(
    modules.map((path) => [path, textOf.get(path)?.match(/\w+/g) ?? []]),
  );
  const isUsed = ({ path, name }: { path: string; name: string }) =>
    modules.some((other) =>
      other === path
        ? (words.get(path) ?? []).filter((word) => word === name).length > 1
        : words.get(other)?.includes(name),
    );
  const unused = exported.filter((one) => !isUsed(one)).map(({ path, name }) => `${path}: ${name}`);
  expect(unused.filter((one) => !FOR_TESTS.has(one))).toEqual([]);
});

test("no product file imports test support", () => {
  const users = modules.filter((path) => /from "[^"]*\/testing\//.test(textOf.get(path) ?? ""));
  expect(users).toEqual([]);
});
