import { expect, test } from 'vitest'
import { PrefixCache } from './prefix-cache.ts'
import { SeededRandom } from '@larder/cache-core/testing'

test('finds what a search through all would find', () => {
  const random = new SeededRandom(3)
  const text = () => Array.from({ length: 8 }, () => (random.next() < 0.7 ? 'a' : 'b')).join('')
  const cache = new PrefixCache()
  const kept: string[] = []

  for (let round = 0; round < 150; round++) {
    const prompt = text()
    const units = kept.filter((unit) => prompt.startsWith(unit))
    const shares = kept.map((seen) => {
      let length = 0
      while (length < prompt.length && seen[length] === prompt[length]) length++
      return length
    })

    expect(cache.wholeUnit(prompt).length).toBe(Math.max(0, ...units.map((unit) => unit.length)))
    expect(cache.sharedPrefix(prompt).length).toBe(Math.max(0, ...shares))

    const added = text().slice(0, 1 + Math.floor(random.next() * 8))
    kept.push(added)
    cache.addUnit(added)
    cache.addSeen(added)
  }
})

test('forgets last what is still in use', () => {
  const cache = new PrefixCache()

  for (let round = 0; round < 1_000; round++) {
    cache.addUnit('shared')
    cache.addUnit(`once ${round} `)
  }

  expect(cache.wholeUnit('shared beginning')).toBe('shared')
  expect(cache.wholeUnit('once 5 and never again')).toBe('')
})
