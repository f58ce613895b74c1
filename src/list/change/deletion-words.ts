import type { DeletableKind } from "../../api/remove-object.ts";

/** What deleting an object does, and what it does not, in authentik's terms. */
export const DELETION_EFFECTS: Readonly<Record<DeletableKind, readonly string[]>> = {
  authorization_codes: [
    "A deleted code cannot be redeemed: if its application is still to redeem it, that sign-in fails and has to start over.",
    "Tokens that the application already has are not affected.",
  ],
  access_tokens: [
    "A deleted access token stops at once wherever authentik is asked about it, by introspection or userinfo.",
    "A service that checks a JWT by itself accepts it until it ends.",
    "With a refresh token the application gets the next access token: delete that as well, under Refresh tokens.",
  ],
  refresh_tokens: [
    "A deleted refresh token gets no more access tokens: when the present one ends, the application has to send the user to authentik again.",
    "Access tokens that were already issued are not affected: delete them as well, under Access tokens.",
  ],
  group_connections: [
    "The group and its members stay; the group is no longer tied to the source.",
    "When somebody signs in through the source with this group again, authentik decides anew by the source’s group matching mode.",
  ],
  user_connections: [
    "The user stays, and is no longer tied to their account at the source.",
    "When they sign in through the source again, authentik decides anew by its user matching mode: that may link them again, refuse them, or enroll a second user.",
  ],
};
