import { no, type ScoreboardQuestion, yes } from '../question.ts'
import type { RemoteCache } from '../remote-cache.ts'
import { wait } from '../bounded-wait.ts'

const CALLERS = 50

export const failingLoader: ScoreboardQuestion = {
  id: 'failing-loader',
  title: '50 callers wait and the loader fails: does it run once, tell all, and is the failure not kept?',
  how: '50 calls of one cold key are made while the loader is held; it fails after 200 ms. All must reject alike, and the next call must load.',
  async ask({ source, openCache }) {
    const cache = await openCache()
    source.error = 'the source is down'
    source.hold()
    const calls = callers(cache, 'failing')
    await cache.reached()
    await source.begun(1)
    await wait(200)
    source.release()
    const ends = await Promise.allSettled(calls)
    const loads = source.loads
    source.error = undefined
    source.value = 'back'
    const next = await cache.getOrSet('failing').catch((error: Error) => error)

    const errors = new Set(ends.map((end) => (end.status === 'rejected' ? String(end.reason) : 'none')))
    if (errors.has('none')) return no('the error does not reach the callers')
    if (loads !== 1) return no(`the loader ran ${loads} times`)
    if (errors.size > 1) return no(`the callers got ${errors.size} different errors`)
    if (next !== 'back') return no(`the next call got ${String(next)}`)
    return yes('one load, one error, then a new load')
  },
}

export const coldKey: ScoreboardQuestion = {
  id: 'cold-key',
  title: '50 callers in each of two processes, one cold key: does the loader run once?',
  how: 'All 100 calls are made while the loader is held; it answers after 500 ms.',
  async ask({ source, openCache }) {
    const caches = [await openCache(), await openCache()]
    source.hold()
    const calls = caches.flatMap((cache) => callers(cache, 'cold'))
    await Promise.all(caches.map((cache) => cache.reached()))
    await source.begun(1)
    await wait(500)
    source.release()
    const values = new Set(await Promise.all(calls))
    if (values.size !== 1 || !values.has('first'))
      return no(`the callers got ${[...values].map(String).join(', ')}`)
    return source.loads === 1 ? yes('1 load') : no(`${source.loads} loads`)
  },
}

function callers(cache: RemoteCache, key: string): readonly Promise<unknown>[] {
  return Array.from({ length: CALLERS }, () => cache.getOrSet(key))
}
