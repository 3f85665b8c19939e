import { deserialize, serialize } from 'node:v8'
import { describe, expect, test } from 'vitest'
import type { Codec } from '../ports/codec.ts'
import { cacheFixture } from './cache-fixture.ts'
import { createCache } from './create-cache.ts'
import { notModified } from './options.ts'

/** What V8 can copy, as text. */
const codec: Codec = {
  name: 'v8',
  encode: (value) => serialize(value).toString('base64'),
  decode: (text) => deserialize(Buffer.from(text, 'base64')),
}

const failing = () => {
  throw new Error('the value itself')
}

interface Booking {
  readonly at: Date
  readonly tables: Map<string, bigint>
  readonly tags: Set<string>
  readonly note: undefined
}

const booking = (): Booking => ({
  at: new Date('2026-01-10T19:30:00Z'),
  tables: new Map([['mesa-7', 4n]]),
  tags: new Set(['terraza']),
  note: undefined,
})

describe.each(['freeze', 'clone', 'shared'] as const)('isolation %s', (isolation) => {
  test('every read gives back what was put in, from memory and from the shared tier', async () => {
    const { cache, neighbour } = await cacheFixture({ codec, isolation })
    const other = await neighbour()
    await cache.set('k', booking())
    await cache.getOrSet('loaded', booking)

    expect(await cache.get('k')).toStrictEqual(booking())
    expect(await other.get('k')).toStrictEqual(booking())
    expect(await other.get('k')).toStrictEqual(booking())
    expect(await other.getMany(['k', 'loaded'])).toStrictEqual([booking(), booking()])
    expect((await other.lookup('loaded', () => 'other')).value).toStrictEqual(booking())
  })

  test('plain values and "not found" are as without the codec', async () => {
    const { cache, neighbour } = await cacheFixture({ codec, isolation, negativeTtlMs: 1_000 })
    const plain = { id: 1, list: [null, 'ñ'] }
    await cache.set('plain', plain)
    await cache.getOrSet('none', () => undefined)
    const other = await neighbour()

    expect(await cache.get('plain')).toStrictEqual(plain)
    expect(await other.get('plain')).toStrictEqual(plain)
    expect(Object.isFrozen(await cache.get('plain'))).toBe(isolation === 'freeze')
    expect((await other.lookup('none', () => 'loaded')).value).toBeUndefined()
  })
})

test.each(['freeze', 'clone'] as const)('%s: what a caller has is its own to change', async (isolation) => {
  const { cache, neighbour } = await cacheFixture({ codec, isolation })
  const other = await neighbour()
  const given = booking()
  await cache.set('k', given)
  const readers = [
    () => cache.get<Booking>('k'),
    () => cache.getOrSet<Booking>('k', booking),
    async () => (await cache.lookup<Booking>('k', booking)).value,
    async () => (await cache.getMany<Booking>(['k']))[0],
    async () => (await cache.getOrSetMany<Booking>(['k', 'k'], () => []))[1],
    () => other.get<Booking>('k'),
  ]

  for (const read of [() => Promise.resolve(given), ...readers]) {
    const value = await read()
    value?.at.setTime(0)
    value?.tables.clear()
    value?.tags.add('a change')
  }

  for (const read of readers) expect(await read()).toStrictEqual(booking())
})

test('what can be frozen is, bigints and all, and is handed out as it is', async () => {
  const { cache } = await cacheFixture({ codec })
  const given = { seats: 4n, note: undefined, list: [NaN, -0] }
  await cache.set('k', given)
  const value = await cache.get<typeof given>('k')

  expect(value).toStrictEqual(given)
  expect(await cache.get('k')).toBe(value)
  expect(() => value?.list.push(1)).toThrow(TypeError)
  expect(Object.isFrozen(given)).toBe(false)
})

test('what occurs in many places, and in itself, is looked at once', async () => {
  const { cache } = await cacheFixture({ codec })
  let tower: unknown[] = []
  for (let floor = 0; floor < 60; floor++) tower = [tower, tower]
  tower.push(tower)
  await cache.set('k', tower)
  const value = await cache.get<unknown[]>('k')

  expect(value?.[2]).toBe(value)
  expect(value?.[0]).toBe(value?.[1])
  expect(Object.isFrozen(value?.[0])).toBe(true)
})

test('waiters of one load do not share what it brought', async () => {
  const { cache } = await cacheFixture({ codec })
  const [one, two] = await Promise.all([cache.getOrSet('k', booking), cache.getOrSet('k', booking)])

  one.at.setTime(0)

  expect(two).toStrictEqual(booking())
})

test('a loader is given the stale value as it was, and may keep it', async () => {
  const { cache, clock } = await cacheFixture({ codec, ttlMs: 1_000, staleIfErrorMs: 60_000 })
  await cache.getOrSet('k', booking)
  await clock.advance(2_000)
  const seen: unknown[] = []

  const kept = await cache.getOrSet('k', ({ stale }) => {
    seen.push(stale?.value)
    return notModified
  })

  expect(seen).toStrictEqual([booking()])
  expect(kept).toStrictEqual(booking())
  expect(await cache.get('k')).toStrictEqual(booking())
})

test('a schema is shown the value, not its text', async () => {
  const { cache, neighbour } = await cacheFixture({ codec })
  await cache.getOrSet('k', booking)
  const shown: unknown[] = []
  const schema = {
    '~standard': {
      version: 1 as const,
      vendor: 'test',
      validate: (value: unknown) => {
        shown.push(value)
        return { value }
      },
    },
  }

  await (await neighbour()).getOrSet('k', () => booking(), { schema })

  expect(shown).toStrictEqual([booking()])
})

describe('what is not carried is refused, and nothing of it is kept', () => {
  test.each([
    ['a function', () => booking],
    ['a function inside', () => ({ at: new Date(), load: booking })],
  ])('%s', async (_name, make) => {
    const { cache } = await cacheFixture({ codec })

    await expect(cache.set('k', make())).rejects.toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
    await expect(cache.getOrSet<unknown>('k', make)).rejects.toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
    expect(await cache.get('k')).toBeUndefined()
  })

  test('text that would not survive the way is refused, and so is no text', async () => {
    for (const text of ['\ud800', 7 as never]) {
      const cache = createCache({ codec: { ...codec, encode: () => text } })

      await expect(cache.set('k', booking())).rejects.toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
    }
  })
})

test('what the codec cannot decode again is refused at once', async () => {
  const broken = createCache({ codec: { ...codec, decode: failing } })
  const call = broken.set('k', booking())

  await expect(call).rejects.toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
  await expect(call).rejects.not.toThrow(/the value itself/)
})

test('a codec that fails later rejects the call, and throws nothing at the caller', async () => {
  let decode = codec.decode
  const broken = createCache({ codec: { ...codec, decode: (text) => decode(text) } })
  await broken.set('k', booking())
  decode = failing
  const call = broken.get('k')

  await expect(call).rejects.toMatchObject({ code: 'VALUE_NOT_CARRIABLE' })
  await expect(call).rejects.not.toThrow(/the value itself/)
})

describe('an entry of another codec is a miss that is told and left alone', () => {
  const other: Codec = { ...codec, name: 'v9' }
  test.each([
    ['codec read without', codec, undefined, booking()],
    ['plain value of the codec read without', codec, undefined, 'plain'],
    ['JSON read with', undefined, codec, 'plain'],
    ['another name', codec, other, booking()],
  ])('%s', async (_name, written, read, value) => {
    const { cache, neighbour, backing, observer, clock } = await cacheFixture({ codec: written })
    await cache.set('k', value)
    const reader = await neighbour({ codec: read, observer })
    const before = await backing.get('larder:k')

    expect(await reader.get('k')).toBeUndefined()
    expect(await reader.getMany(['k'])).toEqual([undefined])
    expect(await reader.explain('k')).toMatchObject({
      verdict: 'miss',
      reason: 'The shared tier holds a value that was written with another codec, or none.',
    })

    await clock.advance(60_000 - 1_000)
    expect(observer.events).toContainEqual({ type: 'unreadable-entry', cause: 'codec' })
    expect(await backing.get('larder:k')).toStrictEqual(before)
  })
})

test('text that cannot be decoded is a miss that is told, and the next load takes its place', async () => {
  const { cache, backing, neighbour, observer } = await cacheFixture({ codec })
  await cache.set('k', booking())
  const entry = await backing.get('larder:k')
  const other = await neighbour({ observer })
  for (const text of ['', 'not what encode writes', codec.encode(undefined)]) {
    if (entry) await backing.set('larder:k', { ...entry, value: text })

    expect(await other.get('k')).toBeUndefined()
    expect(observer.events).toContainEqual({ type: 'unreadable-entry', cause: 'decode' })
    observer.events.length = 0
  }

  expect(await other.getOrSet('k', booking)).toStrictEqual(booking())
})

test.each([
  [{ ...codec, name: 'two words' }, 'codec.name must be'],
  [{ name: 'half' }, 'codec must have the functions'],
  [null, 'codec must have the functions'],
])('a codec that is none is refused: %j', (bad, message) => {
  expect(() => createCache({ codec: bad as Codec })).toThrow(message)
})
