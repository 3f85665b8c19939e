import { no, type ScoreboardQuestion, type Verdict, yes } from '../question.ts'
import { type Timed, timed, wait } from '../bounded-wait.ts'

const RIGHT_MS = 1_000
const LIMIT_MS = 5_000

export const redisHangs: ScoreboardQuestion = {
  id: 'redis-hangs',
  title: 'Redis hangs: is a call with a working loader answered within 1 s?',
  how: 'SIGSTOP to redis-server, then a getOrSet of a cold key, with the timeouts that are the default.',
  async ask({ redis, openCache }) {
    const cache = await openCache()
    await cache.getOrSet('warm')
    redis.stop()
    try {
      return verdictOn(await timed(cache.getOrSet('cold'), LIMIT_MS))
    } finally {
      redis.resume()
    }
  },
}

export const redisKilled: ScoreboardQuestion = {
  id: 'redis-killed',
  title: 'Redis is gone: the same, and is what is in memory still served?',
  how: 'SIGKILL to redis-server, then a getOrSet of a key in memory and one of a cold key.',
  async ask({ redis, setup, source, openCache }) {
    const cache = await openCache()
    await cache.getOrSet('kept')
    await cache.getOrSet('kept')
    source.value = 'second'
    await redis.kill()
    const hit = setup.hasMemory ? await timed(cache.getOrSet('kept'), RIGHT_MS) : undefined
    const verdict = verdictOn(await timed(cache.getOrSet('cold'), LIMIT_MS), 'second')
    // Long enough for an error that nobody handles to end the process.
    await wait(500)
    const isHitRight = hit === undefined || (hit.outcome === 'answered' && hit.value === 'first')
    const told = hit ? `what is in memory is ${isHitRight ? '' : 'not '}served` : 'it keeps nothing in memory'
    const detail = [verdict.detail, told].filter((part) => part !== '').join('; ')
    return { ...verdict, detail, result: isHitRight ? verdict.result : 'no' }
  },
}

export const redisIsBack: ScoreboardQuestion = {
  id: 'redis-back',
  title: 'Redis is back from a hang: is it used again within 1.5 s?',
  how: 'Ten calls are made while redis-server is stopped, 200 ms for each. After SIGCONT, keys that another process had stored are read, a new one every 50 ms, until one comes from Redis.',
  async ask({ redis, source, openCache }) {
    const there = await openCache()
    source.value = 'stored'
    for (let index = 0; index < 30; index++) await there.getOrSet(`seed-${index}`)
    // From here on: a cache whose messages carry values must find these in Redis too.
    const here = await openCache()
    source.value = 'loaded'
    await here.getOrSet('warm')
    redis.stop()
    try {
      for (let index = 0; index < 10; index++) await timed(here.getOrSet(`during-${index}`), 200)
    } finally {
      redis.resume()
    }
    const beganAt = performance.now()
    for (let index = 0; performance.now() - beganAt < 1_500; index++, await wait(50)) {
      const { value } = await timed(here.getOrSet(`seed-${index}`), 1_500)
      if (value === 'stored') return yes('', Math.round(performance.now() - beganAt))
    }
    return no('only the loader answers')
  },
}

function verdictOn({ ms, outcome, value }: Timed, expected: unknown = 'first'): Verdict {
  if (outcome === 'waiting') return no(`no answer within ${LIMIT_MS / 1_000} s`)
  if (outcome === 'failed') return no(`it rejects: ${String(value).slice(0, 80)}`, ms)
  if (value !== expected) return no(`it answers ${String(value)}`, ms)
  return ms <= RIGHT_MS ? yes('', ms) : no('', ms)
}
