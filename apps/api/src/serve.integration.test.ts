import { expect, test } from 'vitest'
import { RESERVAS, withLarder } from './larder-fixture.ts'

test('closing waits for answers under way, and not for clients that keep their connections', async () => {
  await withLarder({}, async ({ server, simulator, get }) => {
    await get('/cache/health')
    simulator.faults.latencyMs = 200
    const underWay = get(RESERVAS)
    const isLoading = async () => JSON.stringify((await get('/cache/stats')).body)
    await expect.poll(isLoading, { timeout: 5_000, interval: 5 }).toContain('"in_flight":1')

    const closed = server.close(600_000)

    expect((await underWay).status).toBe(200)
    const answeredAt = performance.now()
    await closed
    // The client would keep its connection for 4 s, the server for 5.
    expect(performance.now() - answeredAt).toBeLessThan(2_500)
    await expect(get('/cache/health')).rejects.toThrow()
  })
})
