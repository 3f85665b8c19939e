import { type FunctionTable, MANY, strict } from './formula-function.ts'
import { FormulaDate } from './value.ts'

export const recordFunctions: FunctionTable = {
  RECORD_ID: strict(0, 0, (_, { recordId }) => recordId),
  CREATED_TIME: strict(0, 0, (_, { createdTime }) => new FormulaDate(Date.parse(createdTime))),
  LAST_MODIFIED_TIME: {
    min: 0,
    max: MANY,
    compile: (_, fields) => {
      const watched = fields.filter((field) => field !== undefined)
      return (scope) => {
        const at = scope.modifiedTime(watched)
        return at === undefined ? undefined : new FormulaDate(Date.parse(at))
      }
    },
  },
}
