#!/usr/bin/env bash
# Chromium 153 (@sparticuz/chromium 153.0.0, with playwright-core 1.65.1): a size container does not contain what is
# positioned in it, so that a text hidden for the eye, far down in a scroller, makes the whole document scroll.
#
# `container-type` once applied layout containment, and elements with that are the containing block of absolutely
# positioned descendants: one would expect a scrolling `container-type: inline-size` to need no `position: relative`. The
# browser no longer applies it: the usual visually-hidden text in such a scroller is placed, and overflows, at the
# document. `contain: layout` still holds it.
#
# Seen, for a window 600 px high and a text 1000 px down in a scroller:
#   container-type: inline-size: the document is 1001 px high
#   contain: layout: the document is 600 px high
#   position: relative: the document is 600 px high
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@153.0.0 playwright-core@1.65.1 >/dev/null
cat >try.mjs <<'JS'
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";

const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: [...chromium.args, "--no-sandbox"],
});
const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
for (const style of ["container-type: inline-size", "contain: layout", "position: relative"]) {
  await page.setContent(`<!doctype html>
    <style>
      body { margin: 0 }
      div { height: 600px; overflow: auto; ${style} }
      p { height: 1000px; margin: 0 }
      span { position: absolute; width: 1px; height: 1px; overflow: hidden }
    </style>
    <div><p></p><span>for screen readers</span></div>`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  console.log(`${style}: the document is ${height} px high`);
}
await browser.close();
JS
seen=$(node try.mjs)
printf '%s\n' "$seen"
[ "$seen" = "container-type: inline-size: the document is 1001 px high
contain: layout: the document is 600 px high
position: relative: the document is 600 px high" ]
