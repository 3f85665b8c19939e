import type { SymbolicDate } from '../slots.ts'
import type { Finding } from './finding.ts'
import { isChoice, keptFindings } from './kept-findings.ts'
import type { Reading } from './reading.ts'

interface DateFinding extends Finding {
  readonly date: SymbolicDate
}

/** How well a day is fixed: of two names of one day the better one is kept. */
const RANK: Readonly<Record<SymbolicDate['kind'], number>> = {
  date: 5,
  feast: 4,
  offset: 3,
  weekday: 2,
  weekend: 1,
  vague: 0,
}

/** Two phrases this near to each other name one day: "mañana viernes", "Saturday, the 5th". */
const NEAR = 2

/** The day a message says: the last one, unless it is offered for choice ("el viernes o el sábado": vague). */
export function settleDate(findings: readonly Finding[], reading: Reading): SymbolicDate | undefined {
  const dates = keptFindings(findings.filter(hasDate), reading)
  let settled: DateFinding | undefined
  for (const finding of dates) settled = settled === undefined ? finding : withNext(settled, finding, reading)
  return settled?.date
}

function hasDate(finding: Finding): finding is DateFinding {
  return finding.date !== undefined
}

function withNext(settled: DateFinding, next: DateFinding, reading: Reading): DateFinding {
  if (isChoice(settled, next, reading)) return { ...next, date: { kind: 'vague' } }
  if (next.date.kind === 'vague' && settled.date.kind !== 'vague') return { ...settled, to: next.to }
  return next.from - settled.to < NEAR && !isCorrected(settled, next, reading)
    ? { ...next, date: oneDay(settled.date, next.date) }
    : next
}

function isCorrected(settled: Finding, next: Finding, { items }: Reading): boolean {
  return items
    .slice(settled.to, next.from)
    .some(({ text }) => ['al', 'a', 'to', 'no', 'mejor', 'y', 'and'].includes(text))
}

/** What two names of one day come to. */
function oneDay(one: SymbolicDate, other: SymbolicDate): SymbolicDate {
  const [better, worse] = RANK[one.kind] > RANK[other.kind] ? [one, other] : [other, one]
  if (better.kind === 'date' && worse.kind === 'weekday') return { ...better, weekday: worse.weekday }
  if (better.kind === 'weekday' && worse.kind === 'weekend') return { ...better, which: worse.which }
  return better
}
