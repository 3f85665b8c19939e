import { expect, test } from 'vitest'
import type { Barrier } from '../ports/invalidation-log.ts'
import { EVERYTHING, InvalidationJournal } from './invalidation-journal.ts'

const barrier = (target: string, more: Partial<Barrier> = {}): Barrier => ({
  kind: 'key',
  target,
  effect: 'delete',
  ...more,
})

test('hands over the oldest first, and keeps them until they are removed', () => {
  const journal = new InvalidationJournal()
  const [a, b, c] = [barrier('a'), barrier('b', { kind: 'tag' }), barrier('c', { effect: 'expire' })]
  journal.add([a, b])
  journal.add([c])

  expect(journal.first(2)).toEqual([a, b])
  journal.remove([a, b])

  expect(journal.first(2)).toEqual([c])
  expect(journal.size).toBe(1)
})

test('what is added twice waits once, and the earlier one is not waited for any more', () => {
  const journal = new InvalidationJournal()
  const [first, second] = [barrier('a'), barrier('a')]
  journal.add([first])

  expect(journal.add([second])).toEqual({ superseded: [first], overflowed: false })
  journal.remove([first])

  expect(journal.first(10)).toEqual([second])
})

test('a key, a tag and a prefix of the same name are three things, and so are their effects', () => {
  const journal = new InvalidationJournal()

  journal.add([barrier('a'), barrier('a', { kind: 'tag' }), barrier('a', { kind: 'prefix' })])
  journal.add([barrier('a', { effect: 'expire' })])

  expect(journal.size).toBe(4)
})

test('on overflow one barrier on everything stands for all', () => {
  const journal = new InvalidationJournal(2)
  const all = [barrier('a'), barrier('b'), barrier('c')]

  expect(journal.add(all)).toEqual({ superseded: all, overflowed: true })

  expect(journal.first(10)).toEqual([EVERYTHING])
})
