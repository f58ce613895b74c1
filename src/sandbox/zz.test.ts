import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { reasonNotCovered } from "./not-covered.ts";
import { gatherRows, type RecordedCase } from "./recorded-rows.ts";
import { copyCases, copyRows } from "./recorded-copy.ts";
test("copy", () => {
  for (const v of ["2024.8.3", "2026.2.2"]) {
    const dir = `/work/shared/recordings/${v}/cases`;
    const all = readdirSync(dir)
      .filter((f) => f.endsWith(".json"))
      .map((f) => JSON.parse(readFileSync(`${dir}/${f}`, "utf8")) as RecordedCase);
    const covered = all.filter((c) => reasonNotCovered(c) === null);
    const out = new URL(`./recorded/${v}/`, import.meta.url).pathname;
    mkdirSync(out, { recursive: true });
    const rows = copyRows(gatherRows(all, { provider: 9, user: 40 }));
    writeFileSync(
      `${out}rows.json`,
      `{\n${Object.entries(rows)
        .map(
          ([k, list]) =>
            `"${k}": [\n${(list as unknown[]).map((r) => JSON.stringify(r)).join(",\n")}\n]`,
        )
        .join(",\n")}\n}\n`,
    );
    const cases = copyCases(covered);
    writeFileSync(`${out}cases.json`, `[\n${cases.map((c) => JSON.stringify(c)).join(",\n")}\n]\n`);
    console.log(v, covered.length, cases.length);
    console.log(
      covered
        .filter((c) => !cases.some((d) => d.case === c.case))
        .map((c) => c.case)
        .join(" "),
    );
    console.log(
      cases
        .map((c) => [c.case, JSON.stringify(c).length] as const)
        .sort((a, b) => b[1] - a[1])
        .slice(0, 25)
        .map(String)
        .join(" "),
    );
  }
});
