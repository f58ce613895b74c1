#!/usr/bin/env bash
# react 19.3.1: what follows a Suspense fallback is held back until 300 ms after that was shown, however soon it is there.
#
# One would expect a component from `lazy` to appear when its module has loaded. But once a fallback was committed, React
# commits what replaces it only 300 ms later, effects included: a page whose chunk takes 20 ms begins to fetch its data
# after 300. The same state change without Suspense is on screen at once. A page that chooses neither transitions nor
# Suspense for data does not expect that of `lazy`.
#
# Seen, of a module that is there after 20 ms:
#   lazy: after 300 ms or more
#   state: before 300 ms
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund react@19.3.1 react-dom@19.3.1 happy-dom@21.0.4 >/dev/null
cat >page.mjs <<'END'
import { Window } from "happy-dom";

process.env.NODE_ENV = "production";
const window = new Window();
Object.assign(globalThis, { window, document: window.document });
const { createElement: h, lazy, Suspense, useEffect, useState } = await import("react");
const { createRoot } = await import("react-dom/client");

const load = () => new Promise((resolve) => setTimeout(resolve, 20, Shown));
let shownAt;
function Shown() {
  useEffect(() => {
    shownAt = performance.now();
  }, []);
  return "shown";
}

const Lazy = lazy(async () => ({ default: await load() }));
const ByLazy = () => h(Suspense, { fallback: "…" }, h(Lazy));

function ByState() {
  const [Part, setPart] = useState();
  useEffect(() => void load().then((loaded) => setPart(() => loaded)), []);
  return Part === undefined ? "…" : h(Part);
}

for (const [name, Page] of [
  ["lazy", ByLazy],
  ["state", ByState],
]) {
  const root = createRoot(document.createElement("div"));
  shownAt = undefined;
  const start = performance.now();
  root.render(h(Page));
  while (shownAt === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  // The fallback may have been shown a moment after the start.
  const ms = shownAt - start;
  console.log(`${name}: ${ms >= 300 ? "after 300 ms or more" : "before 300 ms"}`);
  root.unmount();
}
END
seen=$(node page.mjs)
printf '%s\n' "$seen"
[ "$seen" = "lazy: after 300 ms or more
state: before 300 ms" ]
