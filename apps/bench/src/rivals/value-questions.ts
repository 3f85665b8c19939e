import type { CorrectnessQuestion } from './correctness-questions.ts'
import { isDeepStrictEqual } from 'node:util'

const KEY = 'dish'

export const VALUE_QUESTIONS: readonly CorrectnessQuestion[] = [
  {
    id: 'failing-loader',
    title: 'A failing loader runs once for 50 waiters, all get its error, and it is not kept',
    async ask(scene) {
      const cache = await scene.open()
      let loads = 0
      const load = async () => {
        loads++
        await new Promise((resolve) => setTimeout(resolve, 50))
        throw new Error('The source is away.')
      }
      const calls = Array.from({ length: 50 }, () =>
        cache.getOrSet(KEY, load).then(
          () => 'no error',
          (error: unknown) => (error instanceof Error ? error.message : 'something else'),
        ),
      )
      const heard = new Set(await Promise.all(calls))
      const next = await cache.getOrSet(KEY, async () => 'value')
      if (loads !== 1) return { answer: 'no', detail: `it ran ${loads} times` }
      if (next !== 'value') return { answer: 'no', detail: 'the failure was kept' }
      if (heard.size !== 1) return { answer: 'no', detail: 'callers heard different things' }
      const isOwn = heard.has('The source is away.')
      return isOwn ? { answer: 'yes' } : { answer: 'no', detail: `callers got ${[...heard].join()}` }
    },
  },
  {
    id: 'mutation',
    title: 'What a caller does to the value it got does not reach the next one',
    async ask(scene) {
      const cache = await scene.open()
      const value = (await cache.getOrSet(KEY, async () => ({ name: 'Paella' }))) as { name: string }
      try {
        value.name = 'changed'
      } catch {
        return { answer: 'yes', detail: 'the change throws' }
      }
      const next = (await cache.getOrSet(KEY, async () => ({ name: 'Paella' }))) as { name: string }
      return { answer: next.name === 'Paella' ? 'yes' : 'no' }
    },
  },
  {
    id: 'falsy',
    title: "null, 0, false and '' are values",
    async ask(scene) {
      const [cache, other] = [await scene.open(), await scene.open()]
      const wrong: string[] = []
      for (const value of [null, 0, false, '']) {
        const key = `falsy ${JSON.stringify(value)}`
        let loads = 0
        const load = async () => {
          loads++
          return value
        }
        const found = [await cache.getOrSet(key, load), await cache.getOrSet(key, load)]
        found.push(await other.getOrSet(key, load))
        if (loads !== 1 || found.some((one) => one !== value)) wrong.push(JSON.stringify(value))
      }
      return wrong.length === 0 ? { answer: 'yes' } : { answer: 'no', detail: `not ${wrong.join(', ')}` }
    },
  },
  {
    id: 'dates',
    title: 'A date or a map comes back equal from Redis, or is refused',
    async ask(scene) {
      const cache = await scene.open()
      const value = { at: new Date(0), tables: new Map([['one', 1]]) }
      try {
        await cache.getOrSet(KEY, async () => value)
      } catch {
        return { answer: 'yes', detail: 'refused' }
      }
      const found = await (await scene.open()).getOrSet(KEY, async () => value)
      return isDeepStrictEqual(found, value)
        ? { answer: 'yes', detail: 'equal' }
        : { answer: 'no', detail: 'changed without a word' }
    },
  },
  {
    id: 'garbage',
    title: 'Garbage under a key in Redis is a miss',
    async ask(scene) {
      const cache = await scene.open()
      await cache.getOrSet(KEY, async () => ({ name: 'Paella' }))
      await scene.redisCommand(async (client) => {
        for (const key of await client.keys('*')) {
          if ((await client.type(key)) === 'string') await client.set(key, '{"garbage":', 'KEEPTTL')
        }
      })
      const other = await scene.open()
      try {
        const value = await other.getOrSet(KEY, async () => ({ name: 'loaded' }))
        const isLoaded = isDeepStrictEqual(value, { name: 'loaded' })
        return isLoaded ? { answer: 'yes' } : { answer: 'no', detail: `it gave ${JSON.stringify(value)}` }
      } catch (error) {
        return { answer: 'no', detail: `it threw ${error instanceof Error ? error.name : 'something'}` }
      }
    },
  },
]
