import { basePath, hostPath } from "../base-path.ts";
import { askEarly } from "./early-answer.ts";
import { firstRequest } from "./first-request.ts";
import { tellMissing } from "./tell-missing.ts";
import { applyTheme, remembered } from "./theme.ts";

/*
 * Runs in the head of the page, before anything is painted and while the console is on its way: the rows are asked for
 * at once. The process puts it into the page, as the only script that its policy allows there; under authentik's host it is
 * a file.
 */
const base = basePath();
const pathname = location.pathname.slice(base.length - 1);
const first = firstRequest(pathname, location.search, remembered("page_size"));
if (first !== null) askEarly(`${hostPath() ?? base}api/v3/${first}`);
applyTheme();
tellMissing();
