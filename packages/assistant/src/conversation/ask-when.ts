import type { Fact } from '../facts.ts'
import type { ResolvedWhen } from '../resolved-when.ts'
import type { Awaiting, Wanted } from './conversation.ts'

export interface Asking {
  readonly fact: Fact
  readonly awaiting: Awaiting
}

/** What has to be asked of day, people and time, one thing at a time; `undefined` when all is settled. */
export function askWhen(wanted: Wanted, resolved: ResolvedWhen): Asking | undefined {
  const known = { date: wanted.date, time: wanted.time, people: wanted.people }
  const date = resolved.needs.find(({ slot }) => slot === 'date')
  if (wanted.date === undefined) return askDate(wanted, resolved, date?.why, known)
  if (wanted.people === undefined) return ask('people', { date: known.date, time: known.time })
  if (wanted.time !== undefined) return undefined
  const { times } = resolved
  const time = resolved.needs.find(({ slot }) => slot === 'time')
  if (time?.why === 'several' && times.length > 1) {
    return {
      fact: { kind: 'ask-half', date: wanted.date, times },
      awaiting: { for: 'time', times },
    }
  }
  return ask('time', { date: known.date, people: known.people })
}

type Known = Pick<Wanted, 'date' | 'time' | 'people'>

function askDate(
  wanted: Wanted,
  { dates }: ResolvedWhen,
  why: string | undefined,
  { time, people }: Known,
): Asking {
  if (wanted.saidDate?.kind === 'weekend' && dates.length > 1) return ask('weekend-day', { time, people })
  if ((why === 'several' || why === 'conflict') && dates.length > 1) {
    return {
      fact: { kind: 'ask-again', doubt: { slot: 'date', values: dates } },
      awaiting: { for: 'date', dates },
    }
  }
  const { fact, awaiting } = ask('date', { time, people })
  return {
    fact: why === 'past' || why === 'no-such-day' ? ({ ...fact, why } as Fact) : fact,
    awaiting,
  }
}

function ask(slot: 'date' | 'weekend-day' | 'time' | 'people', known: Known): Asking {
  return { fact: { kind: 'ask', slot, ...known }, awaiting: { for: 'slot', slot } }
}
