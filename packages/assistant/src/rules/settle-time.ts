import type { SymbolicTime } from '../slots.ts'
import type { DayPart, Finding } from './finding.ts'
import { halfOfDay } from './half-of-day.ts'
import { isChoice, keptFindings } from './kept-findings.ts'
import type { Reading } from './reading.ts'
import { clockTime } from './said-time.ts'

interface TimeFinding extends Finding {
  readonly time: SymbolicTime
}

/** The service a part of the day means when no hour is said. */
const SERVICE: Readonly<Partial<Record<DayPart, 'lunch' | 'dinner'>>> = {
  midday: 'lunch',
  lunch: 'lunch',
  evening: 'dinner',
  dinner: 'dinner',
}

/** The time a message says: the last hour, in the half of the day that is said; or a part of the day; or a vague one. */
export function settleTime(findings: readonly Finding[], reading: Reading): SymbolicTime | undefined {
  const kept = keptFindings(findings, reading)
  const times = [...kept.filter(hasTime), ...bareHours(kept)]
  const last = times.reduce<TimeFinding | undefined>(
    (settled, next) => (settled === undefined ? next : withNext(settled, next, reading)),
    undefined,
  )
  const parts = kept.filter((finding) => finding.part !== undefined)
  if (last === undefined || last.time.kind === 'vague') return serviceOf(parts) ?? last?.time
  return withHalf(last.time, partOf(last, parts))
}

function hasTime(finding: Finding): finding is TimeFinding {
  return finding.time !== undefined
}

function withNext(settled: TimeFinding, next: TimeFinding, reading: Reading): TimeFinding {
  if (isChoice(settled, next, reading)) return { ...next, time: { kind: 'vague' } }
  if (next.time.kind === 'vague' && settled.time.kind !== 'vague') return settled
  return { ...next, time: inSameHalf(settled.time, next.time) }
}

/** "At 7 pm, no, at 8": of the same evening. */
function inSameHalf(settled: SymbolicTime, next: SymbolicTime): SymbolicTime {
  if (settled.kind !== 'clock' || next.kind !== 'clock' || next.half !== undefined) return next
  return settled.half === undefined || settled.hour > 12 ? next : { ...next, half: settled.half }
}

/** "Book for 8 for four people": the number that counts nobody is the hour. */
function bareHours(findings: readonly Finding[]): TimeFinding[] {
  if (
    findings.some(hasTime) ||
    !findings.some(({ party }) => party?.people !== undefined && party.isBare !== true)
  )
    return []
  return findings.flatMap((finding) => {
    const time = finding.party?.mayBeHour === true ? clockTime(finding.party.people ?? -1, 0) : undefined
    return time === undefined ? [] : [{ ...finding, time }]
  })
}

function serviceOf(parts: readonly Finding[]): SymbolicTime | undefined {
  const service = parts.flatMap(({ part }) => (part === undefined ? [] : (SERVICE[part] ?? []))).at(-1)
  return service === undefined ? undefined : { kind: 'service', service }
}

/** The part right after the hour ("las 9 de la noche"), or else the last one that is said anywhere. */
function partOf(time: Finding, parts: readonly Finding[]): DayPart | undefined {
  return time.part ?? (parts.find(({ from }) => from === time.to) ?? parts.at(-1))?.part
}

function withHalf(time: SymbolicTime, part: DayPart | undefined): SymbolicTime {
  if (time.kind !== 'clock' || time.half !== undefined || part === undefined) return time
  const half = halfOfDay(time.hour, part)
  return half === undefined ? time : { ...time, half }
}
