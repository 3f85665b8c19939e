import { expect, test } from 'vitest'
import { type Deletion, InvalidationJournal } from './invalidation-journal.ts'

function fixture(maxEntries?: number) {
  const journal = new InvalidationJournal('larder:', maxEntries)
  const applied: Deletion[] = []
  const apply = async (deletion: Deletion) => void applied.push(deletion)
  return { journal, applied, apply }
}

test('covers what waits in it, by key, prefix and pattern', () => {
  const { journal } = fixture()

  journal.add({ kind: 'keys', keys: ['larder:a'] })
  journal.add({ kind: 'prefix', prefix: 'larder:list:' })
  journal.add({ kind: 'pattern', prefix: 'larder:', pattern: 'mesa:*:libre' })

  expect(['larder:a', 'larder:list:1', 'larder:mesa:4:libre'].every((key) => journal.covers(key))).toBe(true)
  expect(['larder:b', 'larder:lis', 'larder:mesa:4'].some((key) => journal.covers(key))).toBe(false)
})

test('a replay hands over everything once and leaves nothing behind', async () => {
  const { journal, applied, apply } = fixture()
  journal.add({ kind: 'keys', keys: ['larder:a', 'larder:b'] })
  journal.add({ kind: 'keys', keys: ['larder:a'] })
  journal.add({ kind: 'prefix', prefix: 'larder:list:' })

  await journal.replay(apply)

  expect(applied).toEqual([
    { kind: 'keys', keys: ['larder:a', 'larder:b'] },
    { kind: 'prefix', prefix: 'larder:list:' },
  ])
  expect(journal.size).toBe(0)
  expect(journal.covers('larder:a')).toBe(false)
})

test('a failed replay forgets nothing', async () => {
  const { journal } = fixture()
  journal.add({ kind: 'keys', keys: ['larder:a'] })
  journal.add({ kind: 'prefix', prefix: 'larder:list:' })

  await expect(journal.replay(async () => Promise.reject(new Error('still away')))).rejects.toThrow(
    'still away',
  )

  expect(journal.covers('larder:a')).toBe(true)
  expect(journal.covers('larder:list:9')).toBe(true)
})

test('a key deleted again during its replay is replayed again', async () => {
  const { journal, applied, apply } = fixture()
  journal.add({ kind: 'keys', keys: ['larder:a'] })

  await journal.replay(async (deletion) => {
    if (applied.length === 0) journal.add({ kind: 'keys', keys: ['larder:a'] })
    await apply(deletion)
  })

  expect(applied).toHaveLength(2)
})

test('covers a key while its replay is under way', async () => {
  const { journal } = fixture()
  journal.add({ kind: 'keys', keys: ['larder:a'] })
  const covered: boolean[] = []

  await journal.replay(async () => void covered.push(journal.covers('larder:a')))

  expect(covered).toEqual([true])
})

test('beyond its bound one deletion of everything stands for all', async () => {
  const { journal, applied, apply } = fixture(3)

  journal.add({ kind: 'keys', keys: ['larder:1', 'larder:2', 'larder:3', 'larder:4'] })

  expect(journal.covers('larder:anything')).toBe(true)
  await journal.replay(apply)
  expect(applied).toEqual([{ kind: 'prefix', prefix: 'larder:' }])
})
