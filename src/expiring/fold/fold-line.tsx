import { useEffect } from "react";
import { useMatch } from "react-router";
import type { ExpiryStatus } from "../../model/expiry.ts";
import { type Listed, type Resource, short } from "../../list/resource.ts";
import { Button } from "../../ui/button.tsx";
import { prefer } from "../../ui/preference.ts";
import { formatCountOf } from "../../ui/text/format-later.ts";
import styles from "./fold-line.module.css";

interface FoldLineProps<T extends Listed> {
  resource: Resource<T>;
  /** The status of all these rows. */
  status: ExpiryStatus;
  keys: readonly string[];
  isOpen: boolean;
}

/** "2 overdue codes, kept by authentik · Show". An object of them that is opened, by its address, unfolds them. */
export function FoldLine<T extends Listed>({ resource, status, keys, isOpen }: FoldLineProps<T>) {
  const { name, noun, endpoint } = resource;
  const [one, many] = short(noun);
  const isNever = status === "never";
  const counted = isNever
    ? formatCountOf(keys.length, [`${one} that never expires`, `${many} that never expire`])
    : formatCountOf(keys.length, [`overdue ${one}`, `overdue ${many}`]);
  const pk = useMatch(`/${name}/:pk/*`)?.params.pk;
  const isInside = pk !== undefined && keys.includes(String(endpoint.readPk(pk) ?? pk));
  const choose = (choice: "open" | "folded") => prefer(`fold.${name}`, choice, true);
  useEffect(() => {
    if (isInside) prefer(`fold.${name}`, "open", true);
  }, [isInside, name]);
  const verb = isOpen ? "Hide" : "Show";
  return (
    <span className={styles["line"]}>
      {counted}
      {!isNever && ", kept by authentik"} ·{" "}
      <Button
        look="link"
        aria-expanded={isOpen}
        aria-label={`${verb} ${counted}`}
        onClick={() => choose(isOpen ? "folded" : "open")}
      >
        {verb}
      </Button>
    </span>
  );
}
