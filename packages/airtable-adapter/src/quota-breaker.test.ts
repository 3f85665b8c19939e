import { expect, test } from 'vitest'
import { type Cache, createCache } from '@larder/cache-core'
import {
  FakeClock,
  InMemoryBackend,
  RecordingObserver,
  SeededRandom,
  settle,
} from '@larder/cache-core/testing'
import { type AirtableClient, type AirtableRequest, createAirtableClient } from './airtable-client.ts'
import { airtableErrorFromAnswer } from './airtable-error.ts'
import { AirtableSource } from './airtable-source.ts'
import { QUOTA_PREFIX, QuotaBreaker } from './quota-breaker.ts'

const READ: AirtableRequest = { method: 'GET', base: 'appA', segments: ['Mesas'] }
const WRITE: AirtableRequest = { method: 'PATCH', base: 'appA', segments: ['Mesas', 'recA'], body: {} }
const USED_UP = { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] }
const HOUR_MS = 3_600_000
/** The 20th of a month. */
const START = Date.UTC(2026, 10, 20)

/** An upstream with a quota, and processes that share Redis. */
class World {
  readonly clock = new FakeClock(START)
  readonly backend = new InMemoryBackend(this.clock)
  hasQuota = true
  asked = 0
  readonly client: AirtableClient = {
    send: async () => {
      this.asked++
      if (!this.hasQuota) throw airtableErrorFromAnswer(429, USED_UP)
      return 'answer'
    },
  }

  async start(): Promise<Process> {
    const { clock } = this
    const random = new SeededRandom(1)
    const cache = createCache({
      shared: this.backend,
      clock,
      random,
      ttlMs: 1_000,
      staleIfErrorMs: 30 * 24 * HOUR_MS,
    })
    const observer = new RecordingObserver()
    const quota = new QuotaBreaker({ cache, clock, random, observer })
    const source = new AirtableSource({ client: this.client, clock, random, quota })
    await settle()
    return { cache, observer, quota, source }
  }
}

interface Process {
  readonly cache: Cache
  readonly observer: RecordingObserver
  readonly quota: QuotaBreaker
  readonly source: AirtableSource
}

async function outcome({ clock }: World, { source }: Process, request: AirtableRequest): Promise<unknown> {
  const call = source.load(request, { signal: new AbortController().signal }).catch((error: unknown) => error)
  await clock.advance(250)
  return call
}

const alerts = (...processes: readonly Process[]) =>
  processes.flatMap(({ observer }) => observer.events.filter(({ type }) => type.startsWith('quota')))

test('one refusal keeps every process from asking, until the month ends, with one alert in all', async () => {
  const world = new World()
  const [one, two] = [await world.start(), await world.start()]
  await outcome(world, two, READ)
  world.hasQuota = false

  expect(await outcome(world, one, READ)).toMatchObject({ status: 429, kind: 'quota' })
  await world.clock.advance(1_000)
  const { asked } = world
  for (const process of [one, two])
    for (const request of [READ, WRITE])
      expect(await outcome(world, process, request)).toMatchObject({
        status: 429,
        kind: 'quota',
        retryAfterMs: HOUR_MS,
        type: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED',
      })

  expect(world.asked).toBe(asked)
  expect(alerts(one, two)).toEqual([
    { type: 'quota-exhausted', scope: 'appA', untilAt: Date.UTC(2026, 11, 1) },
  ])
  expect(two.quota.exhausted).toMatchObject([{ base: 'appA', untilAt: Date.UTC(2026, 11, 1) }])
})

test('both refused at the same time alert once', async () => {
  const world = new World()
  const processes = [await world.start(), await world.start()]
  world.hasQuota = false

  await Promise.all(processes.map((process) => outcome(world, process, READ)))

  expect(alerts(...processes)).toHaveLength(1)
})

test('other bases and the metadata API are asked as ever', async () => {
  const world = new World()
  const process = await world.start()
  world.hasQuota = false
  await outcome(world, process, READ)
  world.hasQuota = true

  expect(await outcome(world, process, { ...READ, base: 'appB' })).toBe('answer')
  expect(
    await outcome(world, process, { method: 'GET', base: 'meta', segments: ['bases', 'appA', 'tables'] }),
  ).toBe('answer')
  expect(await outcome(world, process, READ)).toMatchObject({ kind: 'quota' })
})

test('about once an hour one read of all processes looks whether there is quota again; a write never does', async () => {
  const world = new World()
  const processes = [await world.start(), await world.start()] as const
  const [one, two] = processes
  world.hasQuota = false
  await outcome(world, one, READ)
  const { asked } = world

  for (let minute = 0; minute < 6 * 60; minute += 2) {
    await world.clock.advance(120_000)
    for (const process of processes) {
      await outcome(world, process, WRITE)
      await outcome(world, process, READ)
    }
  }
  const probes = world.asked - asked
  expect(probes).toBeGreaterThanOrEqual(5)
  expect(probes).toBeLessThanOrEqual(6)

  world.hasQuota = true
  for (let minute = 0; minute < 70; minute++) {
    await world.clock.advance(60_000)
    await outcome(world, two, READ)
  }
  expect(await outcome(world, one, WRITE)).toBe('answer')
  expect(alerts(...processes).map(({ type }) => type)).toEqual(['quota-exhausted', 'quota-restored'])
})

test('a new month closes it by itself', async () => {
  const world = new World()
  const [one, two] = [await world.start(), await world.start()]
  world.hasQuota = false
  await outcome(world, one, READ)
  world.hasQuota = true

  world.clock.oversleep(Date.UTC(2026, 11, 1) - world.clock.now())
  await world.clock.advance(3_000)

  expect(await outcome(world, two, WRITE)).toBe('answer')
  expect(await outcome(world, one, WRITE)).toBe('answer')
  expect(alerts(one, two).map(({ type }) => type)).toEqual(['quota-exhausted', 'quota-restored'])
})

test('deleting its keys closes it by hand', async () => {
  const world = new World()
  const [one, two] = [await world.start(), await world.start()]
  world.hasQuota = false
  await outcome(world, one, READ)
  world.hasQuota = true

  await two.cache.deleteByPrefix(QUOTA_PREFIX)
  await world.clock.advance(1_500)

  expect(await outcome(world, one, WRITE)).toBe('answer')
  expect(one.quota.exhausted).toEqual([])
})

test('the token is named by a hash, which does not tell it', () => {
  const { account } = createAirtableClient({ apiKey: 'patSecret.0123456789' })

  expect(account).toMatch(/^[0-9a-f]{12}$/)
  expect(createAirtableClient({ apiKey: 'patOther' }).account).not.toBe(account)
})
