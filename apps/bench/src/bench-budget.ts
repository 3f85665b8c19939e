import { parseArgs } from 'node:util'
import type { BudgetPhase } from './budget/budget-verdict.ts'
import { budgetReport } from './report/budget-report.ts'
import { runBudget } from './budget/run-budget.ts'
import { writeReports } from './report/write-reports.ts'

export const BUDGET_USAGE = `pnpm bench budget [options]    processes that share the 5 requests/s of one Airtable through Redis, under 500 requests/s each; exit code 1 when Airtable refused any

  --seconds N         how long (default 60)
  --processes N       how many (default 4)
  --seed N            of the load (default 1)
  --kill-redis        Redis is killed in the middle, and comes back empty
  --out FOLDER        for budget.json and budget.md (default: not written)`

/** Whether several processes keep together within the limits of one upstream, and use what it allows. */
export async function benchBudget(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '60' },
      processes: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      'kill-redis': { type: 'boolean', default: false },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(BUDGET_USAGE)
  const phases = await runBudget({
    seconds: numberFrom('--seconds', values.seconds, 4, 3_600),
    processes: numberFrom('--processes', values.processes, 1, 16),
    seed: numberFrom('--seed', values.seed, 0, 2 ** 32 - 1),
    killsRedis: values['kill-redis'],
    onProgress: (line) => console.error(`… ${line}`),
  })
  const table = budgetReport(phases)
  console.log(table)
  if (values.out !== undefined) {
    const reports = {
      'budget.json': `${JSON.stringify(phases, null, 2)}\n`,
      'budget.md': `# The shared budget\n\n${table}\n`,
    }
    for (const path of writeReports(reports, values.out)) console.error(`wrote ${path}`)
  }
  if (phases.some(isBroken)) process.exitCode = 1
}

function isBroken({ upstream429s, densest, failed }: BudgetPhase): boolean {
  return upstream429s > 0 || densest > 5 || failed > 0
}

function numberFrom(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max) return value
  throw new Error(`${name} is ${text}; it must be a number from ${min} to ${max}.`)
}
