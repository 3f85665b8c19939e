import { expect, test } from 'vitest'
import { AirtableError, type AirtableErrorKind } from '@larder/airtable-adapter'
import { FakeClock } from '@larder/cache-core/testing'
import { UpstreamMeter } from './upstream-meter.ts'

/** A client whose requests end as `kinds` say, one after the other. */
async function failingAfter(...kinds: readonly (AirtableErrorKind | 'ok')[]): Promise<readonly string[]> {
  const meter = new UpstreamMeter({ clock: new FakeClock(), bases: new Set(['appA']) })
  const ends = kinds.values()
  const client = meter.meter({
    account: undefined,
    send: () => {
      const kind = ends.next().value ?? 'ok'
      if (kind === 'ok') return Promise.resolve({})
      return Promise.reject(new AirtableError({ status: 0, body: {}, kind, message: kind }))
    },
  })
  for (const _ of kinds) await client.send({ method: 'GET', base: 'appA', segments: [] }).catch(() => {})
  return meter.failingBases
}

test('a base whose last requests all failed by no fault of theirs is told', async () => {
  expect(await failingAfter('ok', 'server', 'network', 'server')).toEqual(['appA'])
})

test.each([
  ['that served one since', ['server', 'server', 'server', 'ok']],
  ['that refused one since', ['server', 'server', 'server', 'request']],
  ['that failed now and then', ['server', 'server', 'ok', 'server', 'server']],
] as const)('a base %s is not', async (_, kinds) => {
  expect(await failingAfter(...kinds)).toEqual([])
})
