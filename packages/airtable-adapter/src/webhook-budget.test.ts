import { expect, test } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { AirtableSource } from './airtable-source.ts'

test('requests about the webhooks of a base count against its five a second', async () => {
  const clock = new FakeClock()
  const sentAt: number[] = []
  const client = { send: async () => void sentAt.push(clock.monotonic()) }
  const source = new AirtableSource({ client, clock, random: new SeededRandom(1) })
  const { signal } = new AbortController()
  for (let index = 0; index < 3; index++) {
    void source.load({ method: 'GET', base: 'appA', segments: ['Mesas'] }, { signal })
    void source.load({ method: 'GET', base: 'bases', segments: ['appA', 'webhooks'] }, { signal })
  }
  void source.load({ method: 'GET', base: 'bases', segments: ['appB', 'webhooks'] }, { signal })

  await clock.advance(900)

  expect(sentAt).toHaveLength(6)
})
