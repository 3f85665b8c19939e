import type { CorrectnessQuestion, Verdict } from './correctness-questions.ts'
import { pause, within } from './scene.ts'
import type { Instance } from './contestant.ts'

/** With the settings that it comes with, how long until the value is there although Redis is not. */
async function timeToAnswer(cache: Instance, key: string): Promise<Verdict> {
  const startedAt = performance.now()
  try {
    const value = await within(
      5_000,
      cache.getOrSet(key, async () => 'value'),
    )
    const ms = Math.round(performance.now() - startedAt)
    if (value === 'late') return { answer: 'no', detail: 'nothing within 5 s' }
    return { answer: ms < 1_000 ? 'yes' : 'no', detail: `${ms} ms` }
  } catch (error) {
    return { answer: 'no', detail: `it threw ${error instanceof Error ? error.name : 'something'}` }
  }
}

export const ALIVE_QUESTIONS: readonly CorrectnessQuestion[] = [
  {
    id: 'hung-redis',
    title: 'While Redis hangs, a value is loaded within 1 s',
    async ask(scene) {
      const cache = await scene.open()
      await cache.getOrSet('before', async () => 'value')
      scene.redis.stop()
      const verdict = await timeToAnswer(cache, 'while it hangs')
      scene.redis.resume()
      return verdict
    },
  },
  {
    id: 'killed-redis',
    title: 'After Redis was killed, a value is loaded within 1 s',
    async ask(scene) {
      const cache = await scene.open()
      await cache.getOrSet('before', async () => 'value')
      await scene.redis.kill()
      return timeToAnswer(cache, 'after the kill')
    },
  },
  {
    id: 'redis-back',
    title: 'Redis is in use again 2 s after it is back',
    async ask(scene) {
      const cache = await scene.open()
      await cache.getOrSet('before', async () => 'value')
      await scene.redis.kill()
      for (let call = 0; call < 10; call++)
        await within(
          500,
          cache.getOrSet(`during ${call}`, async () => 'value').catch(() => {}),
        )
      await scene.redis.restart()
      await pause(2_000)
      await within(
        2_000,
        cache.getOrSet('after', async () => 'from the first').catch(() => {}),
      )
      await pause(100)
      const other = await scene.open()
      const value = await within(
        2_000,
        other.getOrSet('after', async () => 'loaded again'),
      )
      return value === 'from the first'
        ? { answer: 'yes' }
        : { answer: 'no', detail: 'the value was not there' }
    },
  },
]
