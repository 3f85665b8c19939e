import { describe, expect, test } from 'vitest'
import { ALL_ROWS } from './all-rows.ts'
import { runRow } from './run-row.ts'
import { rowsNamed } from './rows-named.ts'

/*
 * The rows of the fault matrix that a change of the product is most likely to break, each in its short form. All of them,
 * and in their long form: `pnpm test:faults`. Budgets of time are doubled here, since other tests run beside.
 */
const ROWS = rowsNamed(['1-3,5,7-10,12-15,18-20,22,25,26,30'], ALL_ROWS)

describe('within its budgets', () => {
  test.each(ROWS.map((row) => [`${row.number} ${row.title}`, row] as const))(
    '%s',
    { timeout: 60_000 },
    async (_name, row) => {
      const { findings, error } = await runRow(row, { profile: 'short', seed: 1 })

      expect(error).toBeUndefined()
      expect(findings.filter(({ ok }) => !ok)).toEqual([])
      expect(findings.length).toBeGreaterThan(10)
    },
  )
})
