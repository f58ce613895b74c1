import type { WorldIndex } from "../world/world-index.ts";
import type { Answer } from "./answer.ts";
import type { Codes } from "../codes/codes.ts";
import type { EventEntity } from "../events/event-entities.ts";
import type { Json } from "./json-fields.ts";
import type { Language } from "./messages.ts";
import type { UserEntity } from "../world/entities.ts";
import type { Permission } from "../rules/permissions.ts";
import type { MadeObjects } from "../writes/made-objects.ts";
import type { Version } from "../versions/known-versions.ts";
import type { WriteContext } from "../endpoints/serializers/write-context.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The caller, identified by an API token. The sandbox has no sessions. */
export interface ApiCaller {
  readonly user: UserEntity;
  readonly permissions: ReadonlySet<Permission>;
}

/** What a sandbox keeps between requests. */
export interface SandboxState {
  readonly worldIndex: WorldIndex;
  readonly version: Version;
  /** What requests created. */
  readonly made: MadeObjects;
  /** The codes listed at `now` (epoch milliseconds), without those deleted by a request. */
  codes(now: number): Codes;
  deleteCode(pk: number): void;
  /** The events that requests caused, in order. */
  readonly written: EventEntity[];
  /** The key for the next new group connection. */
  nextConnection(): number;
}

/** A parsed request. */
export interface Call extends WriteContext {
  readonly state: SandboxState;
  readonly request: Request;
  readonly query: URLSearchParams;
  /** The key or slug in the path, decoded; "" for a list. */
  readonly key: string;
  /** null: no usable credentials were sent. */
  readonly caller: ApiCaller | null;
  readonly language: Language;
  /** The server's clock, in epoch milliseconds. */
  readonly now: number;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** A path and its methods. */
export interface Route {
  /** Matches the path relative to `/api/v3/`; group 1 is the key. */
  readonly pattern: RegExp;
  /**
   * Runs before the method is checked.
   * @throws ErrorAnswer or ServerFault
   */
  readonly authorize?: (call: Call) => void;
  /** The methods in the `Allow` header, in that order. */
  readonly allow: readonly Method[];
  /** The methods that the sandbox implements. */
  readonly handlers: Readonly<Partial<Record<Method, Handler>>>;
  /** Sent in the OPTIONS response. */
  readonly name: string;
  readonly description: string;
  /** `actions` in the OPTIONS response, sent only to callers who may write. */
  readonly actions?: (call: Call) => Json;
}
