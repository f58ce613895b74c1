import type { Json, JsonFields } from "../../http/json-fields.ts";
import { keepKnownFields } from "../serializers/write-context.ts";
import type { Version } from "../../versions/known-versions.ts";

interface Options {
  readonly required?: boolean;
  readonly read_only?: boolean;
  readonly help_text?: string;
  readonly [more: string]: Json | undefined;
}

function field(type: string, label: string, options: Options = {}): JsonFields {
  const { required = false, read_only = false, ...more } = options;
  return { type, required, read_only, label, ...(more as JsonFields) };
}

function choices(texts: Readonly<Record<string, string>>): Json {
  return Object.entries(texts).map(([value, display_name]) => ({ value, display_name }));
}

const READ_ONLY = { read_only: true };

/** The field metadata in the OPTIONS response for group connections. */
export function connectionFields(version: Version): JsonFields {
  const { rules } = version;
  const nested = rules.connection_source === "object";
  const source = (label: string): JsonFields =>
    field("nested object", label, { ...READ_ONLY, children: sourceFields(version) });
  const written = { required: rules.connection_writes, read_only: !rules.connection_writes };
  const fields = keepKnownFields(version, "connection", {
    pk: field("integer", "ID", READ_ONLY),
    group: field("field", "Group", written),
    source: nested ? source("Source") : field("field", "Source", written),
    identifier: field("string", "Identifier", written),
    created: field("datetime", "Created", READ_ONLY),
    last_updated: field("datetime", "Last updated", READ_ONLY),
  });
  // Versions in which `source` is a plain key list this field, even those that do not send it.
  return nested ? fields : { ...fields, source_obj: source("Source obj") };
}

function sourceFields(version: Version): JsonFields {
  const named = version.rules.source_icon === "name";
  return keepKnownFields(version, "source", {
    pk: field("string", "Pbm uuid", READ_ONLY),
    name: field("string", "Name", { required: true, help_text: "Source's display Name." }),
    slug: field(named ? "string" : "slug", "Slug", {
      required: true,
      help_text: "Internal source name, used in URLs.",
      ...(!named && { max_length: 50 }),
    }),
    enabled: field("boolean", "Enabled"),
    promoted: field("boolean", "Promoted", {
      help_text:
        "When enabled, this source will be displayed as a prominent button on the login page, instead of a small icon.",
    }),
    authentication_flow: field("field", "Authentication flow", {
      help_text: "Flow to use when authenticating existing users.",
    }),
    enrollment_flow: field("field", "Enrollment flow", {
      help_text: "Flow to use when enrolling new users.",
    }),
    user_property_mappings: field("field", "User property mappings"),
    group_property_mappings: field("field", "Group property mappings"),
    component: field("field", "Component", READ_ONLY),
    verbose_name: field("field", "Verbose name", READ_ONLY),
    verbose_name_plural: field("field", "Verbose name plural", READ_ONLY),
    meta_model_name: field("field", "Meta model name", READ_ONLY),
    policy_engine_mode: field("choice", "Policy engine mode", {
      choices: choices({
        all: "all, all policies must pass",
        any: "any, any policy must pass",
      }),
    }),
    user_matching_mode: field("choice", "User matching mode", {
      help_text:
        "How the source determines if an existing user should be authenticated or a new user enrolled.",
      choices: choices({
        identifier: "Use the source-specific identifier",
        email_link:
          "Link to a user with identical email address. Can have security implications when a source doesn't validate email addresses.",
        email_deny:
          "Use the user's email address, but deny enrollment when the email address already exists.",
        username_link:
          "Link to a user with identical username. Can have security implications when a username is used with another source.",
        username_deny:
          "Use the user's username, but deny enrollment when the username already exists.",
      }),
    }),
    managed: field("field", "Managed", READ_ONLY),
    user_path_template: field("string", "User path template"),
    icon: named ? field("string", "Icon") : field("field", "Icon", READ_ONLY),
    icon_url: field("field", "Icon url", READ_ONLY),
    icon_themed_urls: field("nested object", "Icon themed urls", {
      ...READ_ONLY,
      children: { light: field("string", "Light"), dark: field("string", "Dark") },
    }),
  });
}
