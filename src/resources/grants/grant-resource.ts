import type { Grant } from "../../api/wire/grant.ts";
import { STATUS_WORDS } from "../../expiring/expiry-cells.tsx";
import { expiringQuery } from "../../expiring/expiring-query.ts";
import { statusAt } from "../../expiring/expiring-row.ts";
import { microsOf } from "../../model/moment.ts";
import { defineExpiringResource } from "../../list/define-resource.ts";
import type { Entry } from "../../list/entry.ts";
import type { RowValue } from "../../list/menu/row-value.ts";
import { relate } from "../../list/relation.ts";
import type { ExpiringResource, ExpiryTrait, ResourceOptions } from "../../list/resource.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { ExpiryStatus } from "../../model/expiry.ts";
import { issuedAt } from "../../model/issued.ts";
import { providerRelation } from "../relations/provider-relation.ts";
import { userRelation } from "../relations/user-relation.ts";

type Validity = "access_code_validity" | "access_token_validity" | "refresh_token_validity";

/** Codes or tokens: what a provider gave to a user, or to a client for them. */
export interface GrantResource<T extends Grant> extends ExpiringResource<T> {
  /** The provider's field with their validity. */
  readonly validity: Validity;
  /** Why one may no longer be listed: "it is …". */
  readonly gone: string;
}

export interface GrantOptions<T extends Grant>
  extends
    Pick<ResourceOptions<T>, "title" | "noun" | "endpoint" | "faultyRow" | "snapshot">,
    Pick<ExpiryTrait<T>, "within" | "outcomeOf" | "endedAs">,
    Pick<GrantResource<T>, "gone" | "validity"> {
  /** Sort keys beyond those that codes and tokens share. */
  sort?: ResourceOptions<T>["sort"];
  examples: ResourceOptions<T>["search"]["examples"];
}

/** The value of the list’s status filter for each status; undefined where there is none. */
const STATUS_FILTER: Readonly<Record<ExpiryStatus, string | undefined>> = {
  valid: "valid",
  expiring: "expiring",
  expired: "expired",
  never: "never",
  "past-not-expired": "expired",
  unknown: undefined,
};

/** Defines the resource of one kind of grant: what codes and tokens have in common, plus the given options. */
export function defineGrants<T extends Grant>(options: GrantOptions<T>): GrantResource<T> {
  const { validity, gone, within, outcomeOf, endedAs, sort, examples, ...rest } = options;
  const expiry: ExpiryTrait<T> = {
    within,
    outcomeOf,
    ...(endedAs && { endedAs }),
    validityOf: ({ provider }) => provider?.[validity] ?? null,
  };
  const resource = defineExpiringResource<T>({
    ...rest,
    expiry,
    relations: [
      relate(userRelation, (grant: T) => grant.user),
      relate(providerRelation, (grant: T) => grant.provider),
    ],
    sort: {
      pk: ({ pk }) => pk,
      provider: ({ provider }) => provider?.pk ?? null,
      user: ({ user }) => user?.pk ?? null,
      // No expiry counts as the latest time: last in ascending, first in descending order, as on the server.
      expires: ({ expires }) => (expires === null ? Infinity : microsOf(expires)),
      ...sort,
    },
    wholeSort: {
      provider: ({ value }) => value.provider?.name || null,
      user: ({ value: { user } }) => (user && userRelation.labelOf(user)) || null,
      scope: ({ value }) => value.scope.join(" ") || null,
      issued: ({ value }) => {
        const issued = issuedAt(value, expiry.validityOf(value));
        return typeof issued === "number" ? issued : null;
      },
      status: (entry) => STATUS_WORDS[statusAt(entry, expiry, entry.listedAt)].word,
    },
    defaultSort: "expires",
    search: {
      placeholder: "Search, e.g. user:jane",
      fields: [
        { name: "scope", aliases: ["scopes"], about: "any of the scopes" },
        {
          name: "status",
          about: "by expiry time",
          values: ["valid", "expiring", "expired", "never"],
        },
      ],
      textsOf: ({ scope }) => scope.map((text) => ({ field: "scope", place: "scope", text })),
      completions: (rows) => ({
        scope: [...new Set(rows.flatMap(({ scope }) => scope))].toSorted(),
      }),
      examples,
      byServer: "Searched by authentik itself.",
    },
    // A row costs the server 12 ms, so that scanning this many takes about 24 s.
    readBound: 2000,
    menuValues: (entry) => menuValues(entry, expiry),
    query: expiringQuery,
  });
  return Object.assign(resource, { validity, gone });
}

function menuValues<T extends Grant>(entry: Entry<T>, expiry: ExpiryTrait<T>): RowValue[] {
  const { scope, expires } = entry.value;
  const values: RowValue[] = [];
  const status = statusAt(entry, expiry, serverNow());
  const value = STATUS_FILTER[status];
  if (value !== undefined) {
    const only = { param: "status", value } as const;
    values.push({ what: "status", text: STATUS_WORDS[status].word, only });
  }
  if (scope.length > 0) {
    const text = scope.join(" ");
    values.push({ what: "scopes", text, copy: { what: "scopes", text } });
  }
  if (expires) {
    values.push({ what: "expires", text: expires, copy: { what: "time", text: expires } });
  }
  return values;
}
