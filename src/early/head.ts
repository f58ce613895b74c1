import { basePath, hostPath } from "../base-path.ts";
import { askEarly } from "./early-answer.ts";
import { firstRequests } from "./first-request.ts";
import { tellMissing } from "./tell-missing.ts";
import { applyTheme, remembered } from "./theme.ts";

/*
 * Runs in the head of the page, before anything is painted and while the console is on its way: the rows are asked for
 * at once. The process puts it into the page, as the only script that its policy allows there; under authentik's host it is
 * a file.
 */
const base = basePath();
const pathname = location.pathname.slice(base.length - 1);
for (const path of firstRequests(pathname, location.search, remembered("page_size")))
  askEarly(`${hostPath() ?? base}api/v3/${path}`);
applyTheme();
tellMissing();
