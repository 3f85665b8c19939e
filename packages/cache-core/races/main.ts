import { parseArgs } from 'node:util'
import { CalmWorld } from './calm-world.ts'
import { type RaceReport, RaceWorld } from './race-world.ts'

const USAGE = `pnpm test:races [options]     seeded schedules of races between two processes

  --schedules N   how many (default 100,000), and a tenth as many with cold keys only
  --seed N        of the first one (default 1); a schedule that failed is replayed with --schedules 1
  --story         tell what happened, of schedules that failed or of the only one`

/** After so many failures there is something to mend. */
const MAX_FAILURES = 10

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    story: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const [schedules, first] = [Number(values.schedules), Number(values.seed)]
if (values.help) console.log(USAGE)
else if (!Number.isInteger(schedules) || schedules < 1 || !Number.isInteger(first)) {
  console.error(`--schedules and --seed must be whole numbers.\n\n${USAGE}`)
  process.exit(1)
} else {
  const failures =
    (await runAll('races', schedules, (seed) => new RaceWorld(seed).run())) +
    (await runAll('cold keys', Math.ceil(schedules / 10), (seed) => new CalmWorld(seed).run()))
  process.exit(failures === 0 ? 0 : 1)
}

async function runAll(
  name: string,
  count: number,
  run: (seed: number) => Promise<RaceReport>,
): Promise<number> {
  const startedAt = performance.now()
  let [failures, done] = [0, 0]
  for (; done < count && failures < MAX_FAILURES; done++) {
    const { seed, violations, story } = await run(first + done)
    if (violations.length > 0) {
      failures++
      console.log(`\nseed ${seed}: ${violations.join('\n  ')}`)
    }
    if (values.story && (violations.length > 0 || count === 1)) console.log(story.join('\n'))
    if ((done + 1) % 10_000 === 0) console.error(`… ${done + 1} of ${count} schedules of ${name}`)
  }
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  console.log(`${done} schedules of ${name} from seed ${first} in ${seconds} s: ${failures} failed`)
  return failures
}
