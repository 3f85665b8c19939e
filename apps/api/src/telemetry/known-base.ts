import type { Config } from '../config.ts'

/** Stands for all bases that the configuration does not name: callers may name any. */
export const OTHER = 'other'

/** The base, if the configuration names it; else `other`. */
export type KnownBase = (base: string) => string

/** `further`: bases that are known without being configured, such as that of the demo. */
export function knownBases(
  {
    airtable,
    webhooks,
    mirror,
    book,
    access,
  }: Pick<Config, 'airtable' | 'webhooks' | 'mirror' | 'book' | 'access'>,
  further: readonly string[] = [],
): KnownBase {
  const known = new Set([
    ...airtable.baseIds,
    ...(webhooks?.bases ?? []),
    ...Object.keys(mirror),
    ...(book ? [book.base] : []),
    ...access.keys.flatMap(({ bases }) => Object.keys(bases)).filter((base) => base !== '*'),
    ...further,
  ])
  return (base) => (known.has(base) ? base : OTHER)
}
