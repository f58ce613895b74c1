/** @throws when nothing has that name: a slip in what the world is made from, not in the data */
export function findByName<Value>(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (value === undefined) throw new Error(`no such name: ${name}`);
  return value;
}
