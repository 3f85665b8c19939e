import type { Finding } from './finding.ts'
import type { Item, Reading } from './reading.ts'
import { clockTime } from './said-time.ts'

/** What the guest was asked for last. */
export const EXPECTED = [
  'date',
  'time',
  'people',
  'name',
  'phone',
  'email',
  'code',
  'confirmation',
  'choice',
] as const
export type Expecting = (typeof EXPECTED)[number]

/** A number that no phrase explains, as the answer to what was asked: "cuatro", "a ver, 9". */
export function answerOf(
  reading: Reading,
  findings: readonly Finding[],
  expecting: Expecting,
): Finding | undefined {
  const explains = findings.some(
    ({ date, time, party }) => ({ date, time, people: party?.people })[expecting as 'date'] !== undefined,
  )
  if (explains) return undefined
  const at = reading.items.findIndex(
    (item, at) => isNumber(item) && !findings.some(({ from, to }) => at >= from && at < to),
  )
  const value = reading.items[at]?.value
  if (value === undefined) return bareAsHour(findings, expecting)
  const span = { from: at, to: at + 1 }
  if (expecting === 'people') return value <= 500 ? { ...span, party: { people: value } } : undefined
  if (expecting === 'date')
    return value >= 1 && value <= 31 ? { ...span, date: { kind: 'date', day: value } } : undefined
  if (expecting !== 'time') return undefined
  const time = clockTime(value, 0)
  return time && { ...span, time }
}

/** Asked for the time, "for 8" and "para 8" are an hour. */
function bareAsHour(findings: readonly Finding[], expecting: Expecting): Finding | undefined {
  const bare = findings.find(({ party }) => party?.isBare === true)
  const time =
    expecting === 'time' && bare?.party?.people !== undefined ? clockTime(bare.party.people, 0) : undefined
  return bare && time && { from: bare.from, to: bare.to, time }
}

function isNumber(item: Item): boolean {
  return (
    item.kind === 'number' || item.kind === 'ordinal' || (item.kind === 'digits' && item.text.length <= 3)
  )
}
