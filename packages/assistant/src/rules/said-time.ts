import type { SymbolicTime } from '../slots.ts'
import type { Said } from './finding.ts'
import { numberOf } from './said-when.ts'
import type { Captures } from './pattern-trie.ts'
import type { Item } from './reading.ts'

/** How near an hour is meant. */
export interface HowExact {
  readonly isAbout?: boolean | undefined
}

/** An hour and minute as said; what is above 12 says its half of the day itself. Undefined for what no clock shows. */
export function clockTime(hour: number, minute: number, exact: HowExact = {}): SymbolicTime | undefined {
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour === 24 && minute > 0)) return undefined
  const shown = hour % 24
  return {
    kind: 'clock',
    hour: shown,
    minute,
    ...(shown > 12 && { half: 'pm' as const }),
    ...(shown === 0 && { half: 'am' as const }),
    ...(exact.isAbout === true && { isAbout: true }),
  }
}

/** So many minutes before the hour: "nueve menos cuarto", "quarter to nine". */
export function clockBefore(hour: number, minutes: number, exact: HowExact = {}): SymbolicTime | undefined {
  if (hour < 1 || hour > 24 || minutes < 1 || minutes > 59) return undefined
  const before = hour === 1 ? 12 : hour - 1
  return clockTime(before, 60 - minutes, exact)
}

/** `{hour}`, `{clock}` or `{hhmm}`, with `{minute}` or `{minutes}` where they are there. */
export function timeOf(captures: Captures, minute?: number, exact: HowExact = {}): SymbolicTime | undefined {
  const written = captures['clock'] ?? captures['hhmm']
  if (written !== undefined) return clockWritten(written, exact)
  return clockTime(
    numberOf(captures['hour']),
    minute ?? numberOf(captures['minute'] ?? captures['minutes']),
    exact,
  )
}

function clockWritten(item: Item, exact: HowExact): SymbolicTime | undefined {
  const digits = item.text.replaceAll(/\D/g, '')
  return clockTime(Number(digits.slice(0, -2)), Number(digits.slice(-2)), exact)
}

/** As a finding, or none when there is no such time. */
export function at(time: SymbolicTime | undefined): Said | undefined {
  return time === undefined ? undefined : { time }
}

export function inMinutes(minutes: number): Said {
  return { time: { kind: 'in', minutes } }
}

export const VAGUE_TIME: Said = { time: { kind: 'vague' } }

/** A span of time: vague, unless it is a booking that is moved by it. */
export function spanTo(until: Item | undefined): Said {
  const movedTo =
    until === undefined ? undefined : timeOf(until.kind === 'clock' ? { clock: until } : { hour: until })
  return { ...VAGUE_TIME, movedTo }
}
