import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'

test('the journal tells requests apart', async () => {
  const { inBase, simulator } = await startFixture({ limiter: 'documented' })
  await inBase('GET', 'Mesas?pageSize=1')
  await inBase('GET', 'Mesas/recMesa0000000001')
  await inBase('POST', 'Mesas/listRecords', {})
  await inBase('PATCH', 'Mesas/recMesa0000000001', { fields: {} })
  await fetch(`${simulator.url}/v0/meta/bases/${BASE}/tables`, { headers: { authorization: 'Bearer pat' } })
  await inBase('GET', 'Mesas')

  expect(simulator.journal.counts).toEqual({
    requests: 6,
    lists: 3,
    records: 1,
    writes: 1,
    schema: 1,
    comments: 0,
    webhooks: 0,
    rateLimited: 1,
  })
})
