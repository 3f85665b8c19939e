import { fileURLToPath } from 'node:url'
import { AVAILABILITY_USAGE, benchAvailability } from './bench-availability.ts'
import { benchBudget, BUDGET_USAGE } from './bench-budget.ts'
import { benchCache, CACHE_USAGE } from './bench-cache.ts'
import { benchFaults, FAULTS_USAGE } from './bench-faults.ts'
import { benchLlm, LLM_USAGE } from './bench-llm.ts'
import { benchFreshness, FRESHNESS_USAGE } from './bench-freshness.ts'
import { benchHttp, HTTP_USAGE } from './bench-http.ts'
import { benchMirror, MIRROR_USAGE } from './bench-mirror.ts'
import { benchRivals, RIVALS_USAGE } from './bench-rivals.ts'
import { benchRoll, ROLL_USAGE } from './bench-roll.ts'
import { benchScaling, SCALING_USAGE } from './bench-scaling.ts'
import { benchSoak, SOAK_USAGE } from './bench-soak.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const USAGE = [
  CACHE_USAGE,
  RIVALS_USAGE,
  FAULTS_USAGE,
  SCALING_USAGE,
  SOAK_USAGE,
  ROLL_USAGE,
  BUDGET_USAGE,
  MIRROR_USAGE,
  LLM_USAGE,
  AVAILABILITY_USAGE,
  HTTP_USAGE,
  FRESHNESS_USAGE,
].join('\n\n')

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

async function main(): Promise<void> {
  const [benchmark, ...args] = process.argv.slice(2)
  if (benchmark === 'cache') return benchCache(args, root)
  if (benchmark === 'rivals') return benchRivals(args, root)
  if (benchmark === 'faults') return benchFaults(args, root)
  if (benchmark === 'scaling') return benchScaling(args, root)
  if (benchmark === 'soak') return benchSoak(args)
  if (benchmark === 'roll') return benchRoll(args, root)
  if (benchmark === 'budget') return benchBudget(args)
  if (benchmark === 'mirror') return benchMirror(args)
  if (benchmark === 'availability') return benchAvailability(args)
  if (benchmark === 'llm') return benchLlm(args)
  if (benchmark === 'http') return benchHttp(args, root)
  if (benchmark === 'freshness') return benchFreshness(args, root)
  if (benchmark === '--help') return console.log(USAGE)
  throw new Error(`Unknown benchmark ${JSON.stringify(benchmark ?? '')}.\n\n${USAGE}`)
}
