import { ChatModelError } from '@larder/assistant'
import type { Clock } from '@larder/cache-core'
import type { Arm } from './arm.ts'
import { NO_USAGE, type Outcome } from './trial.ts'

/** The same arm, whose failures are outcomes too: an arm that fails is not asked again, and not forgotten. */
export function failingCounted(arm: Arm, clock: Clock): Arm {
  return {
    name: arm.name,
    what: arm.what,
    isSimulated: arm.isSimulated,
    forecast: (item) => arm.forecast(item),
    answer: async (item, context) => {
      const begin = clock.monotonic()
      try {
        return await arm.answer(item, context)
      } catch (error) {
        context.signal.throwIfAborted()
        return failed(error, clock.monotonic() - begin)
      }
    },
  }
}

function failed(error: unknown, totalMs: number): Outcome {
  return {
    answer: undefined,
    error: error instanceof ChatModelError ? error.code : 'BUG',
    latency: { ttftMs: undefined, totalMs },
    usage: NO_USAGE,
    usd: 0,
    models: [],
    calls: 1,
  }
}
