#!/usr/bin/env bash
# react 19.3.0: with NODE_ENV=production, `react/jsx-dev-runtime` exports `jsxDEV`, but as undefined.
#
# One would expect the development entry to work in either mode, or to be refused when it is loaded. It loads, and code
# whose JSX was compiled for development ends at its first element with "jsxDEV is not a function". Whoever runs tests
# on React's production build has to switch the compiler's development mode off as well as set NODE_ENV.
#
# Seen:
#   development: function
#   production: undefined
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund react@19.3.0 >/dev/null
seen=""
for mode in development production; do
  seen+="$mode: $(NODE_ENV=$mode node -p 'typeof require("react/jsx-dev-runtime").jsxDEV')"$'\n'
done
printf '%s' "$seen"
[ "$seen" = $'development: function\nproduction: undefined\n' ]
