import type { WorldIndex } from "../world/world-index.ts";
import type { Answer } from "./answer.ts";
import type { Codes } from "../codes/codes.ts";
import type { Json } from "./json-fields.ts";
import type { Language } from "./messages.ts";
import type { UserEntity } from "../world/entities.ts";
import type { Permission } from "../rules/permissions.ts";
import type { Version } from "../versions/known-versions.ts";
import type { WriteContext } from "../endpoints/serializers/write-context.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who makes the request, known by an API token. The sandbox has no sessions. */
export interface ApiCaller {
  readonly user: UserEntity;
  readonly permissions: ReadonlySet<Permission>;
}

/** What one sandbox remembers between requests. */
export interface SandboxState {
  readonly worldIndex: WorldIndex;
  readonly version: Version;
  /** The codes that are listed at a moment, without those that were deleted by a request. */
  codes(now: number): Codes;
  deleteCode(pk: number): void;
  /** The key for a new group connection. */
  nextConnection(): number;
}

/** One request, parsed. */
export interface Call extends WriteContext {
  readonly state: SandboxState;
  readonly request: Request;
  readonly query: URLSearchParams;
  /** The key or slug in the path, decoded; "" for a list. */
  readonly key: string;
  /** null: no credentials were sent. */
  readonly caller: ApiCaller | null;
  readonly language: Language;
  /** The server's clock, in epoch milliseconds. */
  readonly now: number;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** One path and its methods. */
export interface Route {
  /** Matches the path below `/api/v3/`; group 1 is the key. */
  readonly pattern: RegExp;
  /**
   * Checked before the method is.
   * @throws ErrorAnswer or ServerFault
   */
  readonly authorize?: (call: Call) => void;
  /** The methods in the `Allow` header, in its order. */
  readonly allow: readonly Method[];
  /** Those that the sandbox carries out. */
  readonly handlers: Readonly<Partial<Record<Method, Handler>>>;
  /** What OPTIONS answers. */
  readonly name: string;
  readonly description: string;
  /** The part of the OPTIONS answer that only those who may write are shown. */
  readonly actions?: (call: Call) => Json;
}
