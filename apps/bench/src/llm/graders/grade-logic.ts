import type { Availability, AvailabilityRequest } from '@larder/assistant'
import { type LogicAnswer, type LogicInput, solved } from '../tracks/logic-cases.ts'
import type { Grade, TrialCase } from '../trial.ts'

export const LOGIC_PRIMARY =
  'says that there is a table exactly when the solver does, and names one that is free and large enough'

/** Judges by the solver what was said of a table. No answer has decided nothing. */
export function gradeLogic(item: TrialCase, answer: unknown): Grade {
  const input = item.input as LogicInput
  const gold = item.gold as Availability
  const isAvailable = gold.status === 'available'
  if (answer === undefined)
    return {
      isCorrect: false,
      checks: { 'overbooks (must be 0)': false },
      label: labelOf(isAvailable, 'no answer'),
    }
  const said = answer as LogicAnswer
  const isSeated = said.isAvailable && isSeatingValid(input, said.tables)
  const sameDecision = said.isAvailable === isAvailable
  return {
    isCorrect: sameDecision && (!said.isAvailable || isSeated),
    checks: {
      'same decision as the solver': sameDecision,
      'overbooks (must be 0)': said.isAvailable && !isSeated,
      ...(isAvailable && { 'says full though there is a table': !said.isAvailable }),
      ...(said.isAvailable && {
        'the solver’s own table': sameTables(said.tables, gold.seating?.tables ?? []),
      }),
      ...(said.times.length > 0 && {
        'all alternatives are free': said.times.every((time) => isFreeAt(input, time)),
      }),
      ...(said.request && { 'arguments exact': sameRequest(said.request, input.request) }),
    },
    label: labelOf(isAvailable, said.isAvailable ? 'table' : 'none'),
  }
}

function labelOf(isAvailable: boolean, said: string): NonNullable<Grade['label']> {
  return { gold: isAvailable ? 'table' : 'none', said }
}

/** Whether the party can sit just there: the solver looks at a house that has nothing else. */
function isSeatingValid(input: LogicInput, tables: readonly string[]): boolean {
  const wanted = new Set(tables)
  const { house } = input
  const only = {
    ...house,
    tables: house.tables.filter(({ id }) => wanted.has(id)),
    joinable: house.joinable.filter((set) => sameTables(set.tables, tables)),
  }
  if (only.tables.length !== tables.length || tables.length === 0) return false
  const found = solved({ ...input, house: only }, input.request)
  return found.status === 'available' && sameTables(found.seating?.tables ?? [], tables)
}

/** In the zone that was asked for or another: the solver offers both. */
function isFreeAt(input: LogicInput, time: string): boolean {
  try {
    return solved(input, { ...input.request, time, zone: undefined }).status === 'available'
  } catch {
    // A time that is none.
    return false
  }
}

function sameTables(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id))
}

function sameRequest(one: AvailabilityRequest, other: AvailabilityRequest): boolean {
  return plain(one) === plain(other)
}

/** What is not wanted may be left out or said. */
function plain({ date, time, people, zone, accessible, pets, highChairs }: AvailabilityRequest): string {
  return JSON.stringify([date, time, people, zone ?? '', accessible ?? false, pets ?? false, highChairs ?? 0])
}
