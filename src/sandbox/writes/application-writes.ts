import type { Answer } from "../http/answer.ts";
import { writeApplication } from "../endpoints/serializers/serialize-application.ts";
import type { Call } from "../http/call.ts";
import type { Json } from "../http/json-fields.ts";
import type { ApplicationEntity } from "../world/entities.ts";
import type { WorldIndex } from "../world/world-index.ts";
import { requireMade } from "./made-objects.ts";
import { readBody, typeName } from "./read-body.ts";
import { readFields, readText, refuseTaken, type FieldResult } from "./read-fields.ts";

/** POST and DELETE of `core/applications`. */
export const applicationWrites = { post: createApplication, remove: removeApplication };

async function createApplication(call: Call): Promise<Answer> {
  const { state, worldIndex } = call;
  const { applications, applicationsBySlug } = worldIndex;
  const fields = readFields<Pick<ApplicationEntity, "name" | "slug" | "provider">>(
    call,
    await readBody(call),
    {
      name: { read: readText },
      slug: { read: readText },
      provider: { read: readProvider(worldIndex), fallback: null },
    },
  );
  refuseTaken(call, "slug", applicationsBySlug.has(fields.slug));
  refuseTaken(call, "provider", fields.provider !== null && applications.has(fields.provider));
  const application = { ...fields, pk: crypto.randomUUID(), backchannel_providers: [] };
  applicationsBySlug.set(application.slug, application);
  if (application.provider !== null) applications.set(application.provider, application);
  state.made.applications.add(application.slug);
  return { status: 201, cost: 80, body: writeApplication(call, application) };
}

/** The codes of its provider stay. */
function removeApplication(call: Call, { slug, provider }: ApplicationEntity): Answer {
  const { state, worldIndex } = call;
  requireMade(state.made.applications, slug);
  worldIndex.applicationsBySlug.delete(slug);
  if (provider !== null) worldIndex.applications.delete(provider);
  state.made.applications.delete(slug);
  return { status: 204, cost: 60 };
}

function readProvider({ providers }: WorldIndex) {
  return (value: Json): FieldResult<number | null> => {
    if (value === null) return { of: null };
    if (typeof value !== "number") return { problem: "wrong-pk-type", value: typeName(value) };
    return providers.has(value) ? { of: value } : { problem: "no-object", value: String(value) };
  };
}
