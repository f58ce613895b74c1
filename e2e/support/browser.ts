import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { chromium } from "@playwright/test";

/** Debian's name of the browser without a window: a quarter less work for the same pages. */
const HEADLESS = "chromium-headless-shell";
/** Names of the browser on the PATH, and of its application on macOS. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** Somebody wants to watch. */
const HAS_WINDOW = process.argv.some((flag) => flag === "--headed" || flag === "--ui");
const PROGRAMS = HAS_WINDOW ? NAMES : [HEADLESS, ...NAMES];
const APPLICATIONS = ["Chromium", "Google Chrome"];

const DOWNLOAD_MS = 240_000;
const ASK_MS = 20_000;

/**
 * Finds an installed Chromium or Chrome, or else downloads one.
 *
 * Its path is kept in GRANTLENS_CHROMIUM, where Playwright's workers find it.
 *
 * @throws Error with a one-line message when there is none to be had.
 */
export function findBrowser(): string {
  const chosen = process.env["GRANTLENS_CHROMIUM"];
  if (chosen !== undefined && chosen !== "") {
    if (isProgram(chosen)) return chosen;
    throw new Error(`GRANTLENS_CHROMIUM: there is no program at ${chosen}`);
  }
  const found = installed() ?? download() ?? fromDebian();
  if (found === undefined) {
    throw new Error(
      "The journeys need Chromium or Chrome, and none could be downloaded: install one, or name it in GRANTLENS_CHROMIUM.",
    );
  }
  process.env["GRANTLENS_CHROMIUM"] = found;
  return found;
}

/**
 * Playwright's own list, repeated because only the last of several equal switches counts. Some of these features call
 * home.
 */
const OFF_BY_PLAYWRIGHT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

/** The pop-up of an address bar that nobody sees: an internal page, loaded again for each context. */
const OFF_BY_US = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

/** Launch flags: nothing that calls home, nothing that only costs time, and the sandbox only where it is available. */
export function browserFlags(): string[] {
  return [
    `--disable-features=${[...OFF_BY_PLAYWRIGHT, ...OFF_BY_US].join(",")}`,
    // No page lives long enough for optimised compilation to pay off.
    "--js-flags=--no-turbofan,--no-maglev",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Chromium refuses to run as root with its sandbox on.
    ...(isRoot() ? ["--no-sandbox"] : []),
  ];
}

function installed(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [
    ...PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...APPLICATIONS.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
    chromium.executablePath(),
  ];
  return candidates.find((path) => isProgram(path) && runs(path));
}

function download(): string | undefined {
  say("No Chromium or Chrome found; downloading Playwright's.");
  const cli = join(dirname(createRequire(import.meta.url).resolve("@playwright/test")), "cli.js");
  run(process.execPath, [cli, "install", "chromium"]);
  const path = chromium.executablePath();
  return isProgram(path) && runs(path) ? path : undefined;
}

function fromDebian(): string | undefined {
  if (!isRoot() || !existsSync("/etc/debian_version")) return undefined;
  say("That did not work; asking Debian for its Chromium.");
  run("apt-get", ["update"]);
  const isThere = PROGRAMS.filter((name) => name.startsWith("chromium")).some((name) =>
    run("apt-get", ["install", "-y", name]),
  );
  return isThere ? installed() : undefined;
}

function run(program: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync(program, args, {
    env,
    stdio: ["ignore", "inherit", "inherit"],
    timeout: DOWNLOAD_MS,
  });
  return status === 0;
}

/** Some distributions install a stub that only says where to get the browser. */
function runs(path: string): boolean {
  return spawnSync(path, ["--version"], { stdio: "ignore", timeout: ASK_MS }).status === 0;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function say(words: string): void {
  process.stderr.write(`${words}\n`);
}
