import { Agent } from 'node:http'
import { expect, test } from 'vitest'
import { RESERVAS, withLarder } from './larder-fixture.ts'
import { rawRequest } from './raw-request.ts'

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

test('before its listener closes it says that it will, serves on, and lets connections go one by one', async () => {
  const env = { SHUTDOWN_DRAIN_DELAY_MS: '700', HTTP_KEEP_ALIVE_MS: '60000' }
  await withLarder({ env }, async ({ url, server, simulator }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const asked = (path: string) => rawRequest(url, { path }, agent)
    expect((await asked('/readyz')).status).toBe(200)
    simulator.faults.latencyMs = 400
    const underWay = rawRequest(url, { path: RESERVAS })

    const closed = server.close()
    const [probe, alive, read] = [
      await asked('/readyz'),
      await asked('/livez'),
      await asked('/v0/meta/whoami'),
    ]

    expect([probe, alive, read].map(({ status }) => status)).toEqual([503, 200, 200])
    // Whoever keeps a connection is told to take another one, and finds another process.
    expect([probe, alive, read].map(({ headers }) => headers.connection)).toEqual(['close', 'close', 'close'])
    expect((await underWay).status).toBe(200)
    await closed
    await expect(asked('/livez')).rejects.toThrow('ECONNREFUSED')
    agent.destroy()
  })
})
