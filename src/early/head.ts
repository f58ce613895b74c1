import { basePath, hostPath } from "../base-path.ts";
import { askEarly } from "./early-answer.ts";
import { firstRequest } from "./first-request.ts";
import { tellMissing } from "./tell-missing.ts";
import { applyTheme, remembered } from "./theme.ts";

/*
 * Runs in the head of the page, before anything is painted and while the console is on its way: the rows are asked for
 * at once. A file of its own: the content security policy allows nothing inline.
 */
const base = basePath();
const pathname = location.pathname.slice(base.length - 1);
const first = firstRequest(pathname, location.search, remembered("page_size"));
if (first !== null) askEarly(`${hostPath() ?? base}api/v3/${first}`);
applyTheme();
tellMissing();
