/** Those of `all` that are named, in the order of `all`; all of them when none is named. Throws for a name that none has. */
export function chosen<T>(
  kind: string,
  all: readonly T[],
  nameOf: (one: T) => string,
  names: readonly string[] = [],
): readonly T[] {
  const known = all.map(nameOf)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Error(`Unknown ${kind} ${unknown.join(', ')}. There is: ${known.join(', ')}.`)
  return names.length === 0 ? all : all.filter((one) => names.includes(nameOf(one)))
}
