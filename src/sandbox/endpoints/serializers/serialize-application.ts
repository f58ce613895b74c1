import type { JsonFields } from "../../http/json-fields.ts";
import type { ApplicationEntity, ProviderEntity } from "../../world/entities.ts";
import { writeBaseProvider, writeUntypedProvider } from "./serialize-provider.ts";
import { keepKnownFields, withoutMissing, type WriteContext } from "./write-context.ts";

export function writeApplication(
  context: WriteContext,
  { pk, name, slug, provider: key, backchannel_providers }: ApplicationEntity,
): JsonFields {
  const { worldIndex, version } = context;
  const provider = key === null ? undefined : worldIndex.providers.get(key);
  const others = backchannel_providers.map((other) => worldIndex.providers.get(other));
  return keepKnownFields(version, "application", {
    pk,
    name,
    slug,
    provider: key,
    provider_obj: provider === undefined ? null : writeBaseProvider(context, provider),
    backchannel_providers,
    backchannel_providers_obj: withoutMissing(others).map((other) => {
      return writeUntypedProvider(context, other);
    }),
    launch_url: provider === undefined ? null : launchUrl(provider),
    open_in_new_tab: false,
    meta_launch_url: "",
    meta_icon: version.rules.no_icon,
    meta_icon_url: null,
    meta_icon_themed_urls: null,
    meta_description: "",
    meta_publisher: "",
    policy_engine_mode: "any",
    group: "",
  });
}

/** The host of the first redirect URI, pattern or not. A proxy's is always the host that it protects. */
function launchUrl({ kind, redirect_uris }: ProviderEntity): string | null {
  const url = redirect_uris[0]?.url;
  if (url === undefined) return null;
  const [, origin = url, query = ""] = /^([\w.+-]+:\/\/[^/?#]*)[^?]*(.*)$/.exec(url) ?? [];
  return kind === "proxy" ? origin : origin + query;
}
