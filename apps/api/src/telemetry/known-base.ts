import type { Config } from '../config.ts'

/** Stands for all bases that the configuration does not name: callers may name any. */
export const OTHER = 'other'

/** The base, if the configuration names it; else `other`. */
export type KnownBase = (base: string) => string

/** The bases that the configuration names. `further`: those that are known without it, such as that of the demo. */
export function namedBases(
  {
    airtable,
    webhooks,
    mirror,
    book,
    access,
  }: Pick<Config, 'airtable' | 'webhooks' | 'mirror' | 'book' | 'access'>,
  further: readonly string[] = [],
): ReadonlySet<string> {
  return new Set([
    ...airtable.baseIds,
    ...(webhooks?.bases ?? []),
    ...Object.keys(mirror),
    ...(book ? [book.base] : []),
    ...access.keys.flatMap(({ bases }) => Object.keys(bases)).filter((base) => base !== '*'),
    ...further,
  ])
}

export function knownAmong(bases: ReadonlySet<string>): KnownBase {
  return (base) => (bases.has(base) ? base : OTHER)
}
