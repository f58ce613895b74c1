import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { consoleConfigQuery } from "../api/endpoints/console-config.ts";
import type { JsonObject } from "../api/wire/json.ts";
import type { Problem } from "../api/wire/page.ts";
import { adminLinks, type AdminTarget } from "./admin-links.ts";
import type { ObjectKind } from "./fields/labels.ts";
import { type FieldLinks, ObjectView } from "./values/object-view.tsx";
import { RawJson } from "./values/raw-json.tsx";
import styles from "./object-body.module.css";

interface ObjectBodyProps {
  kind: ObjectKind;
  object: JsonObject;
  links?: FieldLinks;
  /** The objects to link to in authentik's own admin UI. */
  targets: readonly AdminTarget[];
  /** Fields that could not be read. */
  problems?: readonly Problem[];
  children?: ReactNode;
}

/** An object in full: every field, links to authentik's own pages, and the raw JSON. */
export function ObjectBody({ kind, object, links, targets, problems, children }: ObjectBodyProps) {
  const config = useQuery(consoleConfigQuery()).data;
  const admin = adminLinks(config?.authentikUrl ?? null, targets);
  return (
    <>
      {admin.length > 0 && (
        <p className={styles["admin"]}>
          In authentik:{" "}
          {admin.map(({ label, href }) => (
            <a key={href} href={href} target="_blank" rel="noreferrer">
              {label}
            </a>
          ))}
        </p>
      )}
      {problems !== undefined && problems.length > 0 && (
        <p className={styles["problems"]}>
          Could not be read, shown as received:{" "}
          {problems.map((problem) => `${problem.path} (${problem.message})`).join(", ")}
        </p>
      )}
      <ObjectView
        key={`${kind}-${String(object["pk"])}`}
        kind={kind}
        object={object}
        links={links}
      />
      {children}
      <section className={styles["more"]}>
        <h3>More</h3>
        <RawJson value={object} />
      </section>
    </>
  );
}
