import { parseArgs } from 'node:util'
import { runRealRace } from './real-race.ts'

const USAGE = `pnpm test:races:real [options]     races between processes on a real Redis

  --seconds N     how long (default 60)
  --processes N   how many (default 4)
  --seed N        default 1; what the machine does is not in it`

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    processes: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(USAGE)
else {
  const result = await runRealRace({
    durationMs: Number(values.seconds) * 1_000,
    processes: Number(values.processes),
    seed: Number(values.seed),
  })
  const { violations, errors, reads, invalidations, faults, coldLoads } = result
  for (const line of [...violations.slice(0, 20), ...errors.slice(0, 20)]) console.log(line)
  const cold = Math.max(0, ...coldLoads)
  console.log(
    `${reads} reads and ${invalidations} invalidations; faults: ${JSON.stringify(faults)}; ${violations.length} violations, ${errors.length} errors; ` +
      `${coldLoads.length} cold keys, loaded at most ${cold} times each, ${coldLoads.reduce((sum, loads) => sum + loads, 0)} loads in all`,
  )
  process.exit(violations.length === 0 && errors.length === 0 && cold === 1 ? 0 : 1)
}
