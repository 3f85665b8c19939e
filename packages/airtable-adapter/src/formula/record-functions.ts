import { ANY, type FunctionGroup } from './formula-function.ts'
import { FormulaDate } from './formula-value.ts'
import { InexactValue } from './inexact-value.ts'
import { parseIsoDate } from './parse-date.ts'

export const recordFunctions: FunctionGroup = {
  RECORD_ID: { min: 0, max: 0, build: () => (row) => row.record.id },
  CREATED_TIME: {
    min: 0,
    max: 0,
    build: () => (row) => {
      const date = parseIsoDate(row.record.createdTime)
      if (!date) throw new InexactValue('when a record was created')
      return new FormulaDate(date.ms, false)
    },
  },
  LAST_MODIFIED_TIME: { min: 0, max: ANY, reason: 'records do not tell when they were last modified' },
}
