import { describe, expect, test } from 'vitest'
import {
  believedForSeconds,
  entriesPerGiB,
  followersAt,
  herdInTime,
  idleShare,
  nodesForEntries,
  nodesForReads,
  processesPerServer,
  readsPerNode,
  recordsPerSecond,
  snapshotMs,
} from './capacity-model.ts'
import { FIGURES } from './figures-fixture.ts'

describe('entries', () => {
  test('three quarters of a GiB are theirs', () => {
    expect(entriesPerGiB(0.75 * 1_024)).toBe(2 ** 20)
  })

  test('ten million need as many nodes as hold them, and one for the rest', () => {
    expect(nodesForEntries(2 ** 20, 0.75 * 1_024, 1)).toBe(1)
    expect(nodesForEntries(2 ** 20 + 1, 0.75 * 1_024, 1)).toBe(2)
    expect(nodesForEntries(10_000_000, 1_200, 16)).toBe(1)
    expect(nodesForEntries(10_000_000, 20_000, 16)).toBe(16)
  })
})

describe('one log', () => {
  test('records a second are what half of the thread has time for', () => {
    // 100 + 6 × 150 = 1,000 µs alone, 20 + 0.4 × 150 = 80 µs in a burst.
    expect(recordsPerSecond(FIGURES, 150)).toEqual({ alone: 500, burst: 6_250 })
  })

  test('twice the share is twice the records', () => {
    expect(recordsPerSecond(FIGURES, 150, 1).alone).toBe(1_000)
  })

  test('followers are what is left beside what they cost at rest', () => {
    const followers = followersAt(FIGURES, 100)

    const busyUs = followers * FIGURES.connections.idleUs + 100 * (100 + 6 * followers)
    expect(busyUs).toBeLessThanOrEqual(500_000)
    expect(busyUs + FIGURES.connections.idleUs + 600).toBeGreaterThan(500_000)
  })

  test('no followers where the records alone are too many', () => {
    expect(followersAt(FIGURES, 6_000)).toBe(0)
  })
})

describe('processes', () => {
  test('take a share of the thread at rest', () => {
    expect(idleShare(FIGURES, 1_000)).toBeCloseTo(0.3)
  })

  test('are as many as maxclients allows, with some connections to spare', () => {
    expect(processesPerServer(FIGURES)).toBe(1_993)
    expect(processesPerServer(FIGURES, 1_032)).toBe(200)
  })
})

test('reads a second of a node, and nodes for them', () => {
  const cost = { storedBytes: 963, keys: 8, serverUs: 2 }

  expect(readsPerNode(cost)).toBe(250_000)
  expect(nodesForReads(1, cost)).toBe(1)
  expect(nodesForReads(250_001, cost)).toBe(2)
})

test('a herd is in time as far as the deadline goes', () => {
  // 200 + 0.7 × 20,000 = 14,200 µs.
  expect(snapshotMs(FIGURES)).toBeCloseTo(14.2)
  expect(herdInTime(FIGURES)).toBe(10)
  expect(herdInTime(FIGURES, 20_000, 1_420)).toBe(100)
  expect(herdInTime(FIGURES, 20_000, 1)).toBe(1)
})

test('what the log remembers bounds the age of entries that can be judged', () => {
  expect(believedForSeconds(20)).toEqual({ afterSnapshot: 250, running: 5_000 })
})
