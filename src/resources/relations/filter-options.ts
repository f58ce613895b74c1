import type { Group } from "../../api/wire/group.ts";
import type { Provider } from "../../api/wire/provider.ts";
import type { Source } from "../../api/wire/source.ts";
import type { User } from "../../api/wire/user.ts";
import type { FilterOption } from "../../list/filters/filter-lookup.ts";

/** A user as a filter value; users without a name go by their username. */
export function userOption(user: User): FilterOption {
  return {
    value: String(user.pk),
    label: user.name || user.username,
    detail: [user.name && user.username, user.email, !user.is_active && "inactive"]
      .filter(Boolean)
      .join(" · "),
  };
}

/** A provider as a filter value; its application tells namesakes apart. */
export function providerOption(provider: Provider): FilterOption {
  return {
    value: String(provider.pk),
    label: provider.name,
    detail: provider.assigned_application_name ?? "no application",
  };
}

/** A source as a filter value. */
export function sourceOption(source: Source): FilterOption {
  return { value: source.slug, label: source.name, detail: source.slug };
}

/** A group as a filter value; namesakes are told apart by their id. */
export function groupOption(group: Group): FilterOption {
  return { value: group.pk, label: group.name, detail: group.is_superuser ? "superusers" : null };
}
