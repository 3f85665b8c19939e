import {
  type Availability,
  type AvailabilityRequest,
  findAvailability,
  type House,
  type Occupancy,
} from '@larder/assistant'
import { type AvailabilityItem, makeAvailabilityItems } from '../dataset/availability-items.ts'
import type { TrialCase } from '../trial.ts'

export interface LogicInput {
  /** House, book and request in words: all that a model alone gets. */
  readonly text: string
  /** The same without the book: all that it takes to ask the solver. */
  readonly question: string
  readonly now: string
  readonly house: House
  readonly request: AvailabilityRequest
  readonly occupancies: readonly Occupancy[]
}

export interface LogicAnswer {
  readonly isAvailable: boolean
  /** Ids; with `isAvailable`. */
  readonly tables: readonly string[]
  /** Other times on the same day, `21:30`; else. */
  readonly times: readonly string[]
  /** What the solver was asked, where it was. */
  readonly request?: AvailabilityRequest | undefined
}

export type LogicCase = TrialCase<LogicInput, Availability>

/** Books of three sizes. What is right is what the solver says, which brute force has checked. */
export function logicCases(): readonly LogicCase[] {
  return makeAvailabilityItems().map((item) => {
    const input = inputOf(item)
    return {
      id: item.id,
      cluster: item.id,
      category: `${item.tables} tables, ${item.load}`,
      bookSize: item.tables,
      input,
      gold: solved(input, item.request),
    }
  })
}

/** On the day that is asked for: the book in the case has no other. */
export function solved({ occupancies, house, now }: LogicInput, request: AvailabilityRequest): Availability {
  return findAvailability(request, occupancies, house, Date.parse(now), { nextDays: 0 })
}

export function answerOf(found: Availability, request: AvailabilityRequest): LogicAnswer {
  return {
    isAvailable: found.status === 'available',
    tables: found.seating?.tables ?? [],
    times: found.alternatives.filter(({ date }) => date === request.date).map(({ time }) => time),
    request,
  }
}

function inputOf({ text, now, house, request, occupancies }: AvailabilityItem): LogicInput {
  const parts = text.split('\n\n')
  const question = [parts[0], parts.at(-1)].join('\n\n')
  return { text, question, now, house, request, occupancies }
}
