import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

// Node 20 runs no TypeScript; Vite, which is here anyway, loads it.
const main = fileURLToPath(new URL("live-run.ts", import.meta.url));
const { module } = await runnerImport(main);
process.exitCode = await module.liveRun(process.argv.slice(2));
