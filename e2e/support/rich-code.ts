import type { Ask } from "./fixtures.ts";

/** The listed code that leads deepest: its user is in a group that has a parent. */
export async function richCode(ask: Ask) {
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk&page_size=100");
  for (const code of results) {
    for (const group of code.user.groups) {
      const { parents } = await ask(`core/groups/${group}/?include_users=false`);
      const [parent] = parents;
      if (parent === undefined) continue;
      const { roles } = await ask(`core/users/${code.user.pk}/`);
      return { code, group, parent, role: roles?.[0] };
    }
  }
  throw new Error("no listed code has a user with a nested group");
}
