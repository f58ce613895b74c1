import type { JsonFields } from "../http/json-fields.ts";
import type { Instant } from "../rules/instant.ts";

/** Who caused an event, as copied into it. */
export interface EventUser {
  readonly pk: number;
  readonly email: string;
  readonly username: string;
  readonly is_anonymous?: true;
}

/** An entry of authentik's log, in its newest shape. */
export interface EventEntity {
  /** uuid */
  readonly pk: string;
  readonly user: EventUser;
  /** Such as `authorize_application`. */
  readonly action: string;
  /** The module that wrote it. */
  readonly app: string;
  readonly context: JsonFields;
  readonly client_ip: string;
  readonly created: Instant;
  readonly expires: Instant;
}

/** The brand under which everything happens. */
export const BRAND = {
  pk: "4bd0a2b7c1f94c1d8f0e5a3f7c2d9e61",
  app: "authentik_brands",
  name: "Default brand",
  model_name: "brand",
} as const;

/** The part of an event that is the same for all events of a kind, a client and a user. */
export type BriefEvent = Omit<EventEntity, "pk" | "created" | "expires">;
