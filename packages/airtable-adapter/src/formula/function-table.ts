import { arrayFunctions } from './array-functions.ts'
import { calendarFunctions } from './calendar-functions.ts'
import { dateFunctions } from './date-functions.ts'
import type { FormulaFunction } from './formula-function.ts'
import { logicalFunctions } from './logical-functions.ts'
import { numericFunctions } from './numeric-functions.ts'
import { recordFunctions } from './record-functions.ts'
import { regexFunctions } from './regex-functions.ts'
import { textFunctions } from './text-functions.ts'

/** All functions, by their names in capitals. */
export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(
  [
    logicalFunctions,
    textFunctions,
    regexFunctions,
    numericFunctions,
    dateFunctions,
    calendarFunctions,
    arrayFunctions,
    recordFunctions,
  ].flatMap((group) => Object.entries(group)),
)
