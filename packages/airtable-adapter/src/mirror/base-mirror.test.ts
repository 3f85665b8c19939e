import { expect, test } from 'vitest'
import { createCache, type Source } from '@larder/cache-core'
import { FakeClock, settle } from '@larder/cache-core/testing'
import type { AirtableRequest } from '../airtable-client.ts'
import { TableKeys } from '../table-keys.ts'
import { BaseMirror } from './base-mirror.ts'

test('a copy is waited for as long as the requests take that it saves', async () => {
  const clock = new FakeClock()
  const cache = createCache({ clock })
  const again = Promise.withResolvers<void>()
  const records = [{ id: 'recA', createdTime: '2026-01-01T00:00:00.000Z', fields: {} }]
  const source: Source<AirtableRequest, unknown> = {
    async load({ body }) {
      if ((body as { readonly filterByFormula?: string }).filterByFormula !== undefined) await again.promise
      return { records }
    },
  }
  const schema = async () => ({ tables: [{ id: 'tblA', name: 'A', fields: [] }] })
  const mirror = new BaseMirror({ base: 'appA', tables: ['A'], cache, source, schema, clock })
  mirror.start()
  await settle()
  expect(mirror.current(['tblA'])).toHaveLength(1)

  await cache.delete(TableKeys.of('appA', 'tblA').record('recA'))
  const first = mirror.whenCurrent(['tblA'], { requests: 1, signal: undefined })
  const deep = mirror.whenCurrent(['tblA'], { requests: 11, signal: undefined })
  await clock.advance(2_999)
  expect(await first).toBe('records are being read anew')
  again.resolve()

  expect(await deep).toHaveLength(1)
  await mirror.close()
})
