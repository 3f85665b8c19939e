import type { Fact, House, Language, Register, ReplyStyle, Sitting } from '@larder/assistant'
import type { Dataset } from '../dataset/load-dataset.ts'
import type { SingleTurn } from '../dataset/single-turn.ts'
import { splitOf } from '../dataset/split-of.ts'
import type { TrialCase } from '../trial.ts'

export interface HumanInput {
  readonly facts: readonly Fact[]
  readonly style: ReplyStyle
}

export interface HumanGold {
  readonly language: Language
}

/** What was sent, or would have been. */
export interface HumanAnswer {
  readonly text: string
  /** Whether the model's own words passed the fact guard. */
  readonly isPassed: boolean
}

export type HumanCase = TrialCase<HumanInput, HumanGold>

/** Situations, each with the words of requests that have a day, a time and a party: 72 replies to be written. */
export function humanCases({ singleTurns, houses }: Dataset): readonly HumanCase[] {
  const complete = singleTurns.filter((turn) => splitOf(turn.cluster) === 'test' && isComplete(turn))
  return Array.from({ length: Math.min(72, complete.length) }, (_, index) => {
    const turn = complete[Math.floor((index * complete.length) / 72)] as SingleTurn
    const house = houses.get(turn.house)?.house
    if (house === undefined) throw new Error(`${turn.id} is of a house that is not there.`)
    return humanCase(turn, house, index)
  })
}

function isComplete({ gold: { resolved, slots } }: SingleTurn): boolean {
  return (
    resolved?.date !== undefined &&
    resolved.time !== undefined &&
    slots.people !== undefined &&
    resolved.isPast !== true
  )
}

function humanCase(turn: SingleTurn, house: House, index: number): HumanCase {
  const { gold, lang, cluster, now } = turn
  const { date = '', time = '' } = gold.resolved ?? {}
  const sitting: Sitting = {
    date,
    time,
    people: gold.slots.people ?? 2,
    zone: house.tables[0]?.zone ?? 'indoor',
  }
  const register: Register = index % 2 === 0 ? 'usted' : 'tu'
  const situation = SITUATIONS[index % SITUATIONS.length] as (typeof SITUATIONS)[number]
  const facts = situation.facts(sitting, gold.slots.name ?? 'Marta Ruiz', `R-${10_001 + index}`)
  return {
    id: `reply-${index + 1}-${turn.id}`,
    cluster,
    category: situation.category,
    input: { facts, style: { language: lang, register, today: now.slice(0, 10) } },
    gold: { language: lang },
  }
}

interface Situation {
  readonly category: string
  readonly facts: (sitting: Sitting, name: string, code: string) => readonly Fact[]
}

const SITUATIONS: readonly Situation[] = [
  {
    category: 'booked',
    facts: (sitting, name, code) => [{ kind: 'booked', sitting, name, code, extras: { hasNotes: true } }],
  },
  {
    category: 'summary',
    facts: (sitting, name) => [{ kind: 'summary', action: 'book', sitting, name, extras: {} }],
  },
  {
    category: 'offer',
    facts: ({ date, time, people, zone }) => [
      {
        kind: 'offer',
        date,
        time,
        people,
        reasons: ['full'],
        alternatives: [-30, 30].map((minutes) => ({ date, time: moved(time, minutes), people, zone })),
      },
    ],
  },
  {
    category: 'no table',
    facts: ({ date, time, people }) => [{ kind: 'no-table', date, time, people, reasons: ['full'] }],
  },
  {
    category: 'ask',
    facts: ({ date, people }) => [{ kind: 'ask', slot: 'time', date, people }],
  },
  {
    category: 'cancelled',
    facts: (sitting, _name, code) => [{ kind: 'cancelled', code, sitting }],
  },
  {
    category: 'changed',
    facts: (sitting, name, code) => [{ kind: 'changed', sitting, name, code, extras: { pets: true } }],
  },
  {
    category: 'too large',
    facts: () => [{ kind: 'too-large', people: 25, most: 12, phone: '+34 910 000 000' }],
  },
]

function moved(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const all = (hour * 60 + minute + minutes + 1_440) % 1_440
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`
}
