#!/usr/bin/env bash
# react-router 7.18.5 bundled by rolldown 1.2.19: a page that imports one hook gets the components that it never names.
#
# The package says `"sideEffects": false`, and one would expect what is not imported to be left out. But its components
# are made at the top of one module, by `React.forwardRef(…)`, and get a `displayName`. React is CommonJS, so a bundler
# cannot know that the call has no side effects, and an assignment to a property has one: `Form` and `Link` stay, with the
# hooks and the loading ahead that they use: 35 kB where 10 would do. Marked as pure, and without the names, they go.
#
# Seen:
#   as published: Form stays, Link stays
#   marked as pure: Form goes, Link goes
#   two thirds less or more: yes
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund react@19.3.0 react-dom@19.3.0 react-router@7.18.5 rolldown@1.2.19 >/dev/null
echo 'export { useHref } from "react-router";' >page.js
cat >bundle.mjs <<'END'
import { rolldown } from "rolldown";

const markPure = {
  name: "mark-pure",
  transform: (code, id) =>
    /react-router[\\/]dist/.test(id)
      ? code
          .replace(/^\w+\.displayName = "\w+";$/gm, "")
          .replace(/= (React\d*\.(?:createContext|forwardRef|memo)\()/g, "= /* @__PURE__ */ $1")
      : null,
};
const production = fileOf("./node_modules/react-router/dist/production/index.mjs");

function fileOf(path) {
  return new URL(path, import.meta.url).pathname;
}

async function bundled(plugins) {
  const bundle = await rolldown({
    input: fileOf("./page.js"),
    external: ["react-dom"],
    resolve: { alias: { "react-router": production } },
    plugins,
  });
  const { output } = await bundle.generate({ minify: true });
  return output.map(({ code }) => code).join("");
}

const has = (code, word) => (code.includes(word) ? "stays" : "goes");
const told = (code) =>
  `Form ${has(code, "fetcherKey")}, Link ${has(code, "modulepreload")}`;
const [plain, pure] = [await bundled([]), await bundled([markPure])];
console.log(`as published: ${told(plain)}`);
console.log(`marked as pure: ${told(pure)}`);
console.log(`two thirds less or more: ${pure.length <= plain.length / 3 ? "yes" : "no"}`);
END
seen=$(node bundle.mjs 2>/dev/null)
printf '%s\n' "$seen"
[ "$seen" = "as published: Form stays, Link stays
marked as pure: Form goes, Link goes
two thirds less or more: yes" ]
