/** @throws Error for an unknown name, a mistake in the plans that a world is generated from */
export function findByName<Value>(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (value === undefined) throw new Error(`no such name: ${name}`);
  return value;
}
