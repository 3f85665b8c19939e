import { expect, test } from 'vitest'
import { FIGURES } from '../figures-fixture.ts'
import { serverCosts } from '../server-costs.ts'
import type { FleetScenario } from './fleet-scenario.ts'
import { simulateFleet } from './simulate-fleet.ts'

const NEAR = { rttMs: 0.5, jitterMs: 0.05, loss: 0, bytesPerSecond: 1.25e8 }
const FAR = { ...NEAR, rttMs: 80, jitterMs: 1 }

function scenario(own: Partial<FleetScenario> = {}): FleetScenario {
  return {
    name: 'small',
    seed: 1,
    regions: [{ name: 'near', processes: 20, route: NEAR }],
    costs: serverCosts(FIGURES),
    durationMs: 5_000,
    invalidationsPerSecond: 20,
    watchedKeys: 5,
    readsPerSecond: 200,
    loadMs: 10,
    lostMessages: 0,
    breaksPerMinute: 0,
    restartsPerSecond: 0,
    ...own,
  }
}

test('the same seed gives the same result, another one another', async () => {
  const [first, again, other] = [
    await simulateFleet(scenario({ lostMessages: 0.05, breaksPerMinute: 5, restartsPerSecond: 1 })),
    await simulateFleet(scenario({ lostMessages: 0.05, breaksPerMinute: 5, restartsPerSecond: 1 })),
    await simulateFleet(scenario({ lostMessages: 0.05, breaksPerMinute: 5, restartsPerSecond: 1, seed: 2 })),
  ]

  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})

test('a calm fleet hears of every record in about a way from and to the server', async () => {
  const { records, delaysMs, undelivered, suspectShare, staleWindowMs } = await simulateFleet(scenario())

  expect(records).toBeGreaterThan(60)
  expect(undelivered).toBe(0)
  expect(suspectShare).toBe(0)
  expect(delaysMs['near']?.p50).toBeGreaterThan(0.25)
  expect(delaysMs['near']?.p99).toBeLessThan(3)
  // The answer to whoever deletes travels as far as the message to the others.
  expect(staleWindowMs).toBeLessThan(3)
})

test('a region that is far hears later by half a round', async () => {
  const regions = [
    { name: 'near', processes: 10, route: NEAR },
    { name: 'far', processes: 10, route: FAR },
  ]
  const { delaysMs, undelivered } = await simulateFleet(scenario({ regions }))

  expect(delaysMs['near']?.p50).toBeLessThan(3)
  expect(delaysMs['far']?.p50).toBeGreaterThan(40)
  expect(delaysMs['far']?.p50).toBeLessThan(60)
  expect(undelivered).toBe(0)
})

test('what messages do not bring, the next look at the log does', async () => {
  const { delaysMs, undelivered } = await simulateFleet(scenario({ lostMessages: 0.5 }))

  expect(undelivered).toBe(0)
  expect(delaysMs['near']?.max).toBeGreaterThan(20)
  expect(delaysMs['near']?.max).toBeLessThan(600)
})

test('finds a planted error: processes whose looks at the log bring nothing', async () => {
  const { undelivered, suspectShare } = await simulateFleet(scenario({ lostMessages: 0.5, isBlind: true }))

  expect(undelivered).toBeGreaterThan(0)
  expect(suspectShare).toBeGreaterThan(0.1)
})

test('the server is busy by what was asked of it', async () => {
  const calm = await simulateFleet(scenario({ invalidationsPerSecond: 1, readsPerSecond: 0 }))
  const busy = await simulateFleet(scenario({ invalidationsPerSecond: 400, readsPerSecond: 0 }))

  expect(calm.serverBusy).toBeGreaterThan(0.1)
  expect(calm.serverBusy).toBeLessThan(0.12)
  // 100 µs each, and 6 µs for each of 20 followers: 88 ms of a second, less where records share a write.
  expect(busy.serverBusy - calm.serverBusy).toBeGreaterThan(0.07)
  expect(busy.serverBusy - calm.serverBusy).toBeLessThan(0.1)
})

test('a small fleet is back soon after a failover', async () => {
  const failover = { atMs: 1_000, downMs: 1_000, lostRecords: 1 }
  const { recoveryMs, undelivered } = await simulateFleet(
    scenario({ failover, costs: serverCosts(FIGURES, { barriers: 1_000 }) }),
  )

  expect(recoveryMs?.all).toBeLessThan(1_500)
  expect(undelivered).toBe(0)
})

test('a fleet that asks more of its server than it can do is given up', async () => {
  // 20 processes, two checks a second of 60 ms each.
  const costs = { ...serverCosts(FIGURES), checkUs: 60_000 }
  const { overloadedAtMs, peakBacklogMs } = await simulateFleet(scenario({ costs, durationMs: 10_000 }))

  expect(overloadedAtMs).toBeLessThan(10_000)
  expect(peakBacklogMs).toBeGreaterThan(1_000)
})
