import { useIsFetching, useQuery } from "@tanstack/react-query";
import { consoleConfigQuery } from "../api/endpoints/console-config.ts";
import { meQuery } from "../api/endpoints/me.ts";
import { versionQuery } from "../api/endpoints/version.ts";
import { isRowQuery } from "../api/keys.ts";
import { Button } from "../ui/button.tsx";
import { ServerText } from "../ui/text/server-text.tsx";
import { TimesSelect } from "./times-select.tsx";
import { ThemeSelect } from "./theme-select.tsx";
import { usePrintedColumns } from "./use-printed-columns.ts";
import { useScrollMemory } from "./use-scroll-memory.ts";
import { WhoAmI } from "./who-am-i.tsx";
import "./nav-icons.css";
import styles from "./foot.module.css";

/** What stands below the navigation: the reader's choices, the authentik that is shown, and who is signed in. */
export function Foot() {
  useScrollMemory();
  usePrintedColumns();
  return (
    <>
      <p>
        <Button look="link" data-opens="palette">
          Commands
        </Button>{" "}
        ·{" "}
        <Button look="link" data-opens="shortcuts">
          Keyboard
        </Button>
      </p>
      <ThemeSelect />
      <TimesSelect />
      <Upstream />
      <WhoAmI />
    </>
  );
}

/** The version and host of the authentik that is shown. */
function Upstream() {
  const config = useQuery(consoleConfigQuery()).data;
  const me = useQuery(meQuery());
  // Rows are fetched first, and the version only if who-am-I succeeded.
  const rows = useIsFetching({ predicate: isRowQuery });
  const version = useQuery({ ...versionQuery(), enabled: me.isSuccess && rows === 0 }).data;
  return (
    <p className={styles["upstream"]}>
      {version === undefined ? "authentik" : <ServerText>{`authentik ${version}`}</ServerText>}
      {config?.mode === "sandbox" && <span>sandbox</span>}
      {config?.mode === "authentik" && config.authentikUrl !== null && (
        <bdi>{new URL(config.authentikUrl).host}</bdi>
      )}
      {config?.readOnly && config.mode === "authentik" && <span>read-only</span>}
      {config?.oneToken && <span>shared token</span>}
    </p>
  );
}
