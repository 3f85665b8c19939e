import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { BudgetPhase } from './budget/budget-verdict.ts'

/** With a kill, each part is long enough for Redis to be gone, each process to go on alone, and all to share again. */
test.each([[['--seconds', '8']], [['--seconds', '12', '--kill-redis']]])(
  'four processes before one Airtable are never refused %j',
  { timeout: 120_000 },
  (more) => {
    const out = mkdtempSync(join(tmpdir(), 'larder-budget-'))
    try {
      const { status, stdout } = bench('budget', '--seed', '1', '--out', out, ...more)
      const phases = JSON.parse(readFileSync(join(out, 'budget.json'), 'utf8')) as readonly BudgetPhase[]

      expect(stdout).toContain('| upstream 429s |')
      expect(phases).toHaveLength(2)
      for (const { upstream429s, densest, failed, requests } of phases) {
        expect({ upstream429s, failed }).toEqual({ upstream429s: 0, failed: 0 })
        expect(densest).toBeLessThanOrEqual(5)
        expect(requests).toBeGreaterThan(5_000)
      }
      // Shares are for a machine that does nothing else; that slots are used at all is not.
      for (const { utilisation } of phases) expect(utilisation).toBeGreaterThan(300)
      expect(status).toBe(0)
    } finally {
      rmSync(out, { recursive: true })
    }
  },
)
