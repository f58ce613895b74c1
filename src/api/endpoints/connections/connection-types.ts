import { isObject, type JsonValue } from "../../wire/json.ts";
import type { Source } from "../../wire/source.ts";

/** The types of sources that users and groups are connected with, as authentik spells them in paths. */
export const CONNECTION_TYPES = ["oauth", "saml", "ldap", "kerberos", "plex", "telegram"] as const;

export type ConnectionType = (typeof CONNECTION_TYPES)[number];

/** Whether a text is one of them; a URL may have any. */
export function isConnectionType(text: string): text is ConnectionType {
  return CONNECTION_TYPES.some((type) => type === text);
}

export const TYPE_NAMES: Readonly<Record<ConnectionType, string>> = {
  oauth: "OAuth",
  saml: "SAML",
  ldap: "LDAP",
  kerberos: "Kerberos",
  plex: "Plex",
  telegram: "Telegram",
};

/**
 * What was found out about a list by asking for it. `lacking`: it leaves out the identifier, as the list of all
 * connections of users does before 2025.4.
 */
export type ListStanding = "listed" | "missing" | "forbidden" | "lacking";

/** The list of a type, or that of all. */
export type ListName = ConnectionType | "all";

/** Of the lists of connections, those that were asked for. */
export type ListStandings = Readonly<Partial<Record<ListName, ListStanding>>>;

/** The type of a source that was looked up; undefined where only its nested form is known, or no list has it. */
export function typeOf({ component }: Pick<Source, "component">): ConnectionType | undefined {
  const name = /^ak-source-(\w+)-form$/.exec(component ?? "")?.[1];
  return CONNECTION_TYPES.find((type) => type === name);
}

/**
 * Whether the server's search covers names and identifiers, as since 2025.4. Detected by the field `last_updated`, which
 * rows have had since the same version.
 */
export function searchesNames(row: JsonValue): boolean {
  return isObject(row) && Object.hasOwn(row, "last_updated");
}
