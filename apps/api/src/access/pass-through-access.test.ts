import { describe, expect, test } from 'vitest'
import { type AirtableClient, AirtableError, AirtableSource, RecordCache } from '@larder/airtable-adapter'
import { FakeClock, SeededRandom, settle } from '@larder/cache-core/testing'
import { createCache } from '@larder/cache-core'
import { PassThroughAccess } from './pass-through-access.ts'
import type { RateRule } from './rate-allowance.ts'

const MINUTE = 60_000

const failure = (status: 401 | 500) =>
  new AirtableError({ status, body: {}, kind: status === 401 ? 'request' : 'server', message: 'no' })

/** An Airtable that knows some tokens, until it does not or is away. */
function fixture({
  askRule,
  rateLimit,
}: { readonly askRule?: RateRule; readonly rateLimit?: RateRule } = {}) {
  const clock = new FakeClock()
  const random = new SeededRandom(1)
  const cache = createCache({ clock, random })
  const airtable = { tokens: new Set(['patOne']), isAway: false, asked: 0 }
  const clientOf = (token: string): AirtableClient => ({
    account: token,
    async send() {
      airtable.asked++
      if (airtable.isAway) throw failure(500)
      if (!airtable.tokens.has(token)) throw failure(401)
      return {}
    },
  })
  const access = new PassThroughAccess({
    cache,
    sourceFor: (token) => new AirtableSource({ client: clientOf(token), attempts: 1, clock, random }),
    recordsFor: (source, partition) => new RecordCache({ cache, source, partition, clock }),
    keys: { callerOf: async () => undefined },
    askRule,
    rateLimit,
    clock,
  })
  const isLetIn = async (token: string) => (await access.callerOf(`Bearer ${token}`)) !== undefined
  const waitOf = async (token: string) => (await access.callerOf(`Bearer ${token}`))?.allowance?.take()
  return { clock, airtable, access, isLetIn, waitOf }
}

const OFTEN = { requests: 100_000, perSeconds: 60 }
const ONCE = { requests: 1, perSeconds: 3_600 }

describe('a token', () => {
  test('is asked about once in five minutes, and believed while it is asked about again', async () => {
    const { clock, airtable, isLetIn } = fixture()

    expect([await isLetIn('patOne'), await isLetIn('patOne')]).toEqual([true, true])
    await clock.advance(4 * MINUTE)
    await isLetIn('patOne')

    expect(airtable.asked).toBe(1)
  })

  test('that is revoked is let in for ten minutes at most', async () => {
    const { clock, airtable, isLetIn } = fixture()
    await isLetIn('patOne')
    airtable.tokens.clear()

    await clock.advance(6 * MINUTE)
    expect(await isLetIn('patOne')).toBe(true)
    await settle()
    expect(await isLetIn('patOne')).toBe(false)
  })

  test('that was known is good for a day while Airtable is away; a new one is not', async () => {
    const { clock, airtable, isLetIn } = fixture()
    await isLetIn('patOne')
    airtable.isAway = true

    await clock.advance(23 * 60 * MINUTE)

    expect(await isLetIn('patOne')).toBe(true)
    await expect(isLetIn('patTwo')).rejects.toMatchObject({ status: 500 })
  })

  test('that is made up is asked about once in a minute', async () => {
    const { clock, airtable, isLetIn } = fixture()
    for (let index = 0; index < 10; index++) expect(await isLetIn('patMadeUp')).toBe(false)
    expect(airtable.asked).toBe(1)

    airtable.tokens.add('patMadeUp')
    await clock.advance(MINUTE)

    expect(await isLetIn('patMadeUp')).toBe(true)
  })
})

test('Airtable is not asked about all that somebody makes up; who was known before is let in', async () => {
  const { airtable, isLetIn, clock } = fixture({ askRule: { requests: 3, perSeconds: 60 } })
  await isLetIn('patOne')
  for (const token of ['patA', 'patB']) expect(await isLetIn(token)).toBe(false)

  await expect(isLetIn('patC')).rejects.toMatchObject({ status: 429, retryAfterMs: 20_000 })
  expect(await isLetIn('patOne')).toBe(true)
  expect(airtable.asked).toBe(3)

  await clock.advance(20_000)
  expect(await isLetIn('patC')).toBe(false)
})

test.each(['patMadeUp', 'patKnown'])(
  'a token has no new allowance by bringing a thousand others: %s',
  async (others) => {
    const { airtable, waitOf } = fixture({ askRule: OFTEN, rateLimit: ONCE })
    expect([await waitOf('patOne'), await waitOf('patOne')]).toEqual([0, expect.closeTo(3_600_000, -4)])

    for (let made = 0; made <= 1_000; made++) {
      if (others === 'patKnown') airtable.tokens.add(`${others}${made}`)
      await waitOf(`${others}${made}`)
    }

    expect(await waitOf('patOne')).toBeGreaterThan(0)
  },
)

test('no bearer token is nobody', async () => {
  const { access, airtable } = fixture()

  expect(await access.callerOf(undefined)).toBeUndefined()
  expect(await access.callerOf('Basic cGF0T25l')).toBeUndefined()
  expect(airtable.asked).toBe(0)
})
