import fc from "fast-check";
import { isObject, type JsonObject, type JsonValue } from "../json.ts";
import { SECRET_NAMES } from "../redact.ts";

/** Occurs in every planted secret, and nowhere else. */
export const CANARY = "CANARY-51c7";

type Holder = JsonObject | JsonValue[];

/** A place in a body: a key of an object or an index of an array. */
interface Slot {
  holder: Holder;
  key: string | number;
}

/** Changes a body in place; `at` selects the slot. */
type Mutation = (root: JsonObject, at: number) => void;

/** Nesting far deeper than redaction goes; five times as deep still fits the test's own stack. */
const CHAIN = 300;

/** Values that no schema promised. */
const ODD_VALUES: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e21,
  -1e308,
  Number.MAX_SAFE_INTEGER + 1,
  // What JSON.parse makes of 1e999.
  Infinity,
  "",
  " ",
  "NaN",
  "null",
  "0",
  "-7",
  "1e3",
  "[object Object]",
  "__proto__",
  "\u0000",
  "\ud800",
  "a\udfffb",
  "\u202egpj.exe",
  "x".repeat(100_000),
  "2026-13-45T99:99:99Z",
  "2026-02-30T12:00:00Z",
  "2026-11-22T12:00:00.1234567890123Z",
  "0000-00-00T00:00:00Z",
  "not_an_enum_value",
  "hours=NaN;minutes=1e999",
  [],
  [[]],
  [null, null],
  [0, "a", {}],
  {},
  { pk: null },
  { pk: {} },
  { length: 3 },
  { 0: "a", 1: "b", length: 2 },
  { toString: "x", valueOf: 1 },
];

/** Names that mean something to JavaScript, and some that mean something to the readers. */
const ODD_NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "toJSON",
  "then",
  "length",
  "0",
  "",
  "\ud83d",
  "a\u202eb",
  "pk",
  "name",
  "user",
  "groups_obj",
  "brand_new_field",
  "x".repeat(1000),
];

/** All spellings of secret names that redaction has to recognise. */
const SECRET_SPELLINGS: readonly string[] = [...SECRET_NAMES].flatMap((name) => [
  name,
  name.toUpperCase(),
  name.replaceAll("_", "-"),
  name.replaceAll("_", "."),
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
]);

const IN_ATTRIBUTES = ["wifi_password", "my_secret", "git_token", "radius/secret", "x_private_key"];

const PRIVATE_KEY = `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}\n-----END RSA PRIVATE KEY-----`;

/** Values under a secret's name: texts, and arrays and objects that contain them. */
const SECRET_VALUES: readonly JsonValue[] = [
  CANARY,
  `Bearer ${CANARY}`,
  [CANARY],
  { value: CANARY },
  { [CANARY]: 1 },
  [[{ deep: [CANARY] }]],
];

/** A few mutations, and then a few planted secrets: a rename after these would expose them. */
export const mutations: fc.Arbitrary<(body: JsonObject) => void> = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(), fc.oneof(replaced(), shaped(), added(), listed())), {
      maxLength: 5,
    }),
    fc.array(fc.tuple(fc.nat(), planted()), { maxLength: 3 }),
  )
  .map(([changes, secrets]) => (body: JsonObject) => {
    for (const [at, change] of [...changes, ...secrets]) change(body, at);
  });

/** Replaces a value. */
function replaced(): fc.Arbitrary<Mutation> {
  return fc.oneof(
    fc.constantFrom(...ODD_VALUES).map(inPlace),
    fc.jsonValue({ maxDepth: 2 }).map((value) => inPlace(value as JsonValue)),
  );
}

/** Changes the shape of a value. */
function shaped(): fc.Arbitrary<Mutation> {
  return fc.constantFrom(
    onSlot((slot) => write(slot, [read(slot)])),
    onSlot((slot) => write(slot, { value: read(slot) })),
    onSlot((slot) => write(slot, scalarOr(slot, String))),
    onSlot((slot) => write(slot, scalarOr(slot, Number))),
    onSlot((slot) => write(slot, JSON.stringify(read(slot)) ?? "")),
    onSlot((slot) => {
      const value = read(slot);
      if (Array.isArray(value)) write(slot, { ...value } as unknown as JsonObject);
      else if (isObject(value)) write(slot, Object.values(value));
    }),
    onSlot((slot) => {
      let value = read(slot);
      for (let depth = 0; depth < CHAIN; depth += 1) value = depth % 2 ? [value] : { in: value };
      write(slot, value);
    }),
  );
}

/** Removes, renames or adds fields. */
function added(): fc.Arbitrary<Mutation> {
  const name = fc.constantFrom(...ODD_NAMES);
  return fc.oneof(
    fc.constant(onSlot(remove)),
    name.map((to) =>
      onSlot((slot) => {
        const value = read(slot);
        remove(slot);
        if (!Array.isArray(slot.holder)) put(slot.holder, to, value);
      }),
    ),
    fc
      .tuple(name, fc.constantFrom(...ODD_VALUES))
      .map(([to, value]) => onObject((object) => put(object, to, structuredClone(value)))),
  );
}

/** Truncates, doubles, reverses or extends lists. */
function listed(): fc.Arbitrary<Mutation> {
  const change = fc.constantFrom<(list: JsonValue[]) => unknown>(
    (list) => list.splice(Math.floor(list.length / 2)),
    (list) => list.push(...structuredClone(list)),
    (list) => list.toReversed().forEach((item, index) => (list[index] = item)),
    (list) => list.push(null, {}, [], "x"),
  );
  return change.map((act) => (root: JsonObject, at: number) => {
    const lists = slots(root)
      .map(read)
      .filter((value) => Array.isArray(value));
    const list = lists[at % lists.length];
    if (list !== undefined && list.length < 50) act(list);
  });
}

/** Plants a secret: under a secret name anywhere, under more names in attributes, or a private key under any name. */
function planted(): fc.Arbitrary<Mutation> {
  const value = fc.constantFrom(...SECRET_VALUES);
  const chain = fc.constantFrom(0, 0, 1, 5, 150, 198, 199, 200, 201, 260);
  const secret = fc
    .tuple(fc.constantFrom(...SECRET_SPELLINGS), value)
    .map(([name, hidden]): JsonObject => ({ [name]: hidden }));
  const attribute = fc
    .tuple(fc.constantFrom(...IN_ATTRIBUTES), value)
    .map(([name, hidden]): JsonObject => ({ attributes: { deeper: [{ [name]: hidden }] } }));
  return fc.oneof(
    fc
      .tuple(fc.oneof(secret, attribute), chain)
      .map(([fields, depth]) =>
        onObject((object) => Object.assign(object, structuredClone(chained(fields, depth)))),
      ),
    secret.map(inPlace),
    fc.constant(inPlace(PRIVATE_KEY)),
  );
}

function chained(fields: JsonObject, depth: number): JsonObject {
  let value = fields;
  for (let at = 0; at < depth; at += 1) value = { in: value };
  return value;
}

/** Writes a copy each time: later mutations change what earlier ones wrote. */
function inPlace(value: JsonValue): Mutation {
  return onSlot((slot) => write(slot, structuredClone(value)));
}

function onSlot(act: (slot: Slot) => void): Mutation {
  return (root, at) => {
    const all = slots(root);
    const slot = all[at % all.length];
    if (slot !== undefined) act(slot);
  };
}

function onObject(act: (object: JsonObject) => void): Mutation {
  return (root, at) => {
    const objects = [root, ...slots(root).map(read).filter(isObject)];
    act(objects[at % objects.length] ?? root);
  };
}

/** All slots of a body, breadth first; only the first ones where a mutation made it deep or long. */
function slots(root: JsonObject): Slot[] {
  const found: Slot[] = [];
  const holders: Holder[] = [root];
  for (const holder of holders) {
    if (found.length > 600) break;
    for (const key of Object.keys(holder)) {
      const slot = { holder, key: Array.isArray(holder) ? Number(key) : key };
      found.push(slot);
      const value = read(slot);
      if (typeof value === "object" && value !== null) holders.push(value);
    }
  }
  return found;
}

function read({ holder, key }: Slot): JsonValue {
  return (holder as Record<string | number, JsonValue>)[key] ?? null;
}

function write({ holder, key }: Slot, value: JsonValue): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else put(holder, String(key), value);
}

/** Converts a text or number by `make`; null for an object. */
function scalarOr(slot: Slot, make: (value: JsonValue) => JsonValue): JsonValue {
  const value = read(slot);
  return typeof value === "object" ? null : make(value);
}

function remove({ holder, key }: Slot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Like JSON.parse: `__proto__` is a field like any other. */
function put(object: JsonObject, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
