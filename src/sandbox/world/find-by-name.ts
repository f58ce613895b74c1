/** @throws when nothing has that name, which is a mistake in the plans that a world is made from */
export function findByName<Value>(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (value === undefined) throw new Error(`no such name: ${name}`);
  return value;
}
