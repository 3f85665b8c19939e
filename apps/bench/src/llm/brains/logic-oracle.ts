import type { Availability } from '@larder/assistant'
import { answerOf, type LogicInput } from '../tracks/logic-cases.ts'
import type { TrialCase } from '../trial.ts'
import type { OracleScript } from './oracle-desk.ts'

/** What is planted for a model that reads the book itself: the more tables, the worse. */
const ALONE: Readonly<Record<number, number>> = { 4: 0.9, 12: 0.74, 30: 0.55 }

/** A model alone. Half of its mistakes book what is taken, half send guests away. */
export const ALONE_SCRIPT: OracleScript = {
  accuracy: ({ bookSize = 0 }) => ALONE[bookSize] ?? 0.9,
  right: (item) => {
    const { isAvailable, tables, times } = answerOf(item.gold as Availability, inputOf(item).request)
    return JSON.stringify({ isAvailable, tables, times })
  },
  wrong: (item, _asked, random) => {
    const { house } = inputOf(item)
    if ((item.gold as Availability).status === 'available')
      return JSON.stringify({ isAvailable: false, tables: [], times: [] })
    const table = house.tables[Math.floor(random.next() * house.tables.length)]
    return JSON.stringify({ isAvailable: true, tables: [table?.id ?? ''], times: [] })
  },
}

/** A model that has only to write down what is asked. */
export const TOOL_SCRIPT: OracleScript = {
  accuracy: () => 0.98,
  right: (item) => JSON.stringify(argumentsOf(item)),
  wrong: (item) => {
    const right = argumentsOf(item)
    return JSON.stringify({ ...right, people: right.people + 2 })
  },
}

function argumentsOf(item: TrialCase) {
  const { date, time, people, zone, accessible, pets, highChairs } = inputOf(item).request
  return {
    date,
    time,
    people,
    zone: zone ?? null,
    accessible: accessible ?? false,
    pets: pets ?? false,
    highChairs: highChairs ?? 0,
  }
}

function inputOf(item: TrialCase): LogicInput {
  return item.input as LogicInput
}
