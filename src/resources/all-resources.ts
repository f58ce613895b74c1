import type { Definitions } from "../list/views/saved-views.ts";
import type { Listed, Resource } from "../list/resource.ts";
import type { ResourceName } from "../paths.ts";
import { authorizationCodes } from "./authorization-codes/authorization-codes-resource.ts";
import {
  groupConnections,
  sourceConnections,
} from "./group-connections/group-connections-resource.ts";
import { sources } from "./sources/sources-resource.ts";
import { signIns } from "./sign-ins/sign-ins-resource.ts";
import { userConnections } from "./user-connections/user-connections-resource.ts";
import { accessTokens, refreshTokens } from "./tokens/tokens-resources.ts";

const all = {
  "access-tokens": accessTokens,
  "refresh-tokens": refreshTokens,
  "authorization-codes": authorizationCodes,
  "sign-ins": signIns,
  "user-connections": userConnections,
  "group-connections": groupConnections,
  "source-connections": sourceConnections,
  sources,
} satisfies Record<ResourceName, unknown>;

/** All resources, for what is common to them: of whatever kind their rows are. */
export const ALL_RESOURCES = all as unknown as Readonly<Record<ResourceName, Resource<Listed>>>;

/** The URL parameters that each list understands. */
export const DEFINITIONS = Object.fromEntries(
  Object.values(ALL_RESOURCES).map(({ name, definition }) => [name, definition]),
) as unknown as Definitions;
