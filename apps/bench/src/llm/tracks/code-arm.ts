import type { Clock } from '@larder/cache-core'
import { type Arm, NOTHING_SPENT } from '../arm.ts'
import { NO_USAGE, type TrialCase } from '../trial.ts'

/** An arm that is code: it costs nothing, and its times are true ones of this machine. */
export function codeArm(
  name: string,
  what: string,
  clock: Clock,
  answerTo: (item: TrialCase) => unknown,
): Arm {
  return {
    name,
    what,
    isSimulated: false,
    forecast: () => NOTHING_SPENT,
    answer: (item) => {
      const begin = clock.monotonic()
      const answer = answerTo(item)
      const totalMs = clock.monotonic() - begin
      return Promise.resolve({
        answer,
        latency: { ttftMs: undefined, totalMs },
        usage: NO_USAGE,
        usd: 0,
        models: [],
        calls: 0,
      })
    },
  }
}
