import { expect, test } from 'vitest'
import { cacheFixture, Gate, unsettledFixture } from './cache-fixture.ts'
import { createCache } from './create-cache.ts'
import { settle } from '../testing/fake-clock.ts'

test('ready resolves when the shared tier is in full service, and not before', async () => {
  const { cache, clock, faults } = unsettledFixture()
  faults.inject({ kind: 'fail' })
  const answers: boolean[] = []
  void cache
    .namespace('view')
    .ready()
    .then((answer) => answers.push(answer))

  await clock.advance(4_000)
  expect(answers).toEqual([])
  faults.inject({ kind: 'none' })
  await clock.advance(500)

  expect(answers).toEqual([true])
  expect(cache.health().status).toBe('healthy')
})

test('ready gives up after withinMs, 5 s unless told otherwise, and when the cache is closed', async () => {
  const { cache, clock, faults } = unsettledFixture()
  faults.inject({ kind: 'hang' })
  const answers: string[] = []
  const note = (name: string) => (answer: boolean) => void answers.push(`${name} ${answer}`)
  void cache.ready({ withinMs: 100 }).then(note('100'))
  void cache.ready().then(note('default'))
  void cache.ready({ withinMs: 60_000 }).then(note('closed'))

  await clock.advance(110)
  expect(answers).toEqual(['100 false'])
  await clock.advance(4_880)
  expect(answers).toHaveLength(1)
  await clock.advance(20)
  expect(answers).toEqual(['100 false', 'default false'])
  void cache.close()
  await clock.advance(1_000)

  expect(answers).toEqual(['100 false', 'default false', 'closed false'])
  await expect(cache.ready()).rejects.toMatchObject({ code: 'CLOSED' })
  await expect(cache.settled()).rejects.toMatchObject({ code: 'CLOSED' })
})

test('without a shared tier there is nothing to wait for', async () => {
  const cache = createCache()

  expect(await cache.ready({ withinMs: 0 })).toBe(true)
  expect(await cache.settled({ withinMs: 0 })).toBe(true)
})

test('settled waits for what is written behind an answer', async () => {
  const { cache, clock, faults, backing } = await cacheFixture()
  faults.inject({ kind: 'hang' }, 'sets')
  expect(await cache.getOrSet('k', () => 'loaded')).toBe('loaded')
  expect(await backing.get('larder:k')).toBeUndefined()
  let answer: boolean | undefined
  void cache.settled().then((settled) => (answer = settled))

  await clock.advance(40)
  expect(answer).toBeUndefined()
  faults.inject({ kind: 'none' })
  await settle()

  expect(answer).toBe(true)
  expect(await backing.get('larder:k')).toBeDefined()
})

test('settled is true only when the log has every deletion', async () => {
  const { cache, clock, faults, neighbour } = await cacheFixture()
  const other = await neighbour()
  await cache.set('k', 'old')
  expect(await other.get('k')).toBe('old')
  faults.inject({ kind: 'fail' })
  await cache.delete('k')
  const inTime = cache.settled({ withinMs: 300 })
  const later = cache.settled()
  await clock.advance(300)

  expect(await inTime).toBe(false)
  faults.inject({ kind: 'none' })
  await clock.advance(1_000)
  expect(await later).toBe(true)
  expect(await other.get('k', { consistency: 'strict' })).toBeUndefined()
})

test('settled does not wait for those who go on calling', async () => {
  const { cache, clock, faults } = await cacheFixture({ leaseMs: 0 })
  faults.inject({ kind: 'hang' }, 'reads')
  void cache.get('k')
  for (let at = 1; at < 10; at++) clock.setTimer(() => void cache.get(`k${at}`), 50 * at)
  await settle()
  let answer: boolean | undefined
  void cache.settled().then((settled) => (answer = settled))

  await clock.advance(149)
  expect(answer).toBeUndefined()
  await clock.advance(1)

  expect(answer).toBe(true)
})

test.each([[-1], [Number.NaN], ['1'], [1e12], [null]])('refuses withinMs %s', async (withinMs) => {
  const { cache } = await cacheFixture()
  const options = { withinMs: withinMs as number }

  await expect(cache.ready(options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  await expect(cache.settled(options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
})

test('a load that runs is not waited for', async () => {
  const { cache } = await cacheFixture()
  const gate = new Gate<string>()
  void cache.getOrSet('k', gate.load)
  await settle()

  expect(await cache.settled()).toBe(true)
})
