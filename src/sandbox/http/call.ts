import type { Facts } from "../world/world-index.ts";
import type { Answer } from "./answer.ts";
import type { Codes } from "../codes/codes.ts";
import type { Json } from "./json-fields.ts";
import type { Language } from "./messages.ts";
import type { UserEntity } from "../world/entities.ts";
import type { Permission } from "../rules/permissions.ts";
import type { Version } from "../versions/known-versions.ts";
import type { Writing } from "../endpoints/serializers/writing.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who asks, known by a token. There are no sessions here. */
export interface Caller {
  readonly user: UserEntity;
  readonly permissions: ReadonlySet<Permission>;
}

/** What belongs to one sandbox and outlives a request. */
export interface Installation {
  readonly facts: Facts;
  readonly version: Version;
  /** The codes there are at a moment, without those that requests have deleted. */
  codes(now: number): Codes;
  deleteCode(pk: number): void;
  /** The key of the next group connection. */
  nextConnection(): number;
}

/** One request, taken apart. */
export interface Call extends Writing {
  readonly installation: Installation;
  readonly request: Request;
  readonly query: URLSearchParams;
  /** What the path names, decoded: a key or a slug; "" for a list. */
  readonly key: string;
  /** null: nobody. */
  readonly caller: Caller | null;
  readonly language: Language;
  /** Epoch milliseconds at the server. */
  readonly now: number;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** One path and what can be done there. */
export interface Route {
  /** Below `/api/v3/`; group 1 is the key. */
  readonly pattern: RegExp;
  /**
   * What is looked at before the method.
   * @throws Refusal, or ServerFault
   */
  readonly admit?: (call: Call) => void;
  /** Methods that `Allow` names, in its order. */
  readonly allow: readonly Method[];
  /** Those of them that the sandbox carries out. */
  readonly handlers: Readonly<Partial<Record<Method, Handler>>>;
  /** What OPTIONS tells. */
  readonly name: string;
  readonly description: string;
  /** Told to who may write. */
  readonly actions?: (call: Call) => Json;
}
