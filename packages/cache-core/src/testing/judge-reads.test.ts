import { expect, test } from 'vitest'
import { judgeReads, type ProcessHistory, type SeenInvalidation, type SeenRead } from './judge-reads.ts'

const BOUND_MS = 100

function invalidation(over: Partial<SeenInvalidation> = {}): SeenInvalidation {
  return { key: 'k', version: 2, beganAt: 1_000, returnedAt: 1_010, acknowledged: true, ...over }
}

function read(over: Partial<SeenRead> = {}): SeenRead {
  return { key: 'k', version: 1, setBy: undefined, beganAt: 1_200, strict: false, ...over }
}

function process(name: string, over: Partial<ProcessHistory> = {}): ProcessHistory {
  return { name, invalidations: [], reads: [], sets: {}, ...over }
}

const judged = (...histories: readonly ProcessHistory[]) => judgeReads(histories, () => BOUND_MS)

test("a process is bound by its own invalidation at once, and by another's after the bound", () => {
  const soon = read({ beganAt: 1_011 })
  const invalidations = [invalidation()]

  expect(judged(process('A', { invalidations, reads: [soon] }))).toHaveLength(1)
  expect(judged(process('A', { invalidations }), process('B', { reads: [soon] }))).toEqual([])
  expect(judged(process('A', { invalidations }), process('B', { reads: [read()] }))[0]).toContain(
    'B read version 1 of k',
  )
})

test('a strict read is bound at once by whatever anybody was told is done, and by nothing else', () => {
  const strict = process('B', { reads: [read({ beganAt: 1_011, strict: true })] })

  expect(judged(process('A', { invalidations: [invalidation()] }), strict)).toHaveLength(1)
  expect(judged(process('A', { invalidations: [invalidation({ acknowledged: false })] }), strict)).toEqual([])
})

test('newer versions, other keys, and values set after the invalidation began are in order', () => {
  const invalidations = [invalidation()]
  const reads = [read({ version: 2 }), read({ key: 'other' }), read({ setBy: 's' })]

  expect(judged(process('A', { invalidations, reads, sets: { s: 1_005 } }))).toEqual([])
  expect(judged(process('A', { invalidations, reads, sets: { s: 999 } }))).toHaveLength(1)
})
