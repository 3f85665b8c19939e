import { hash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { digitsOf, isDigest, KeyRing, newApiKey, sha256Of, weaknessOf } from './api-key.ts'

const KEYS = Array.from({ length: 50 }, newApiKey)

test('a key has 256 bits, a name that scanners for secrets can look for, and is never made twice', () => {
  for (const key of KEYS) expect(key).toMatch(/^larder_[\w-]{43}$/)
  expect(new Set(KEYS).size).toBe(KEYS.length)
  expect(KEYS.map(weaknessOf)).toEqual(KEYS.map(() => undefined))
})

test.each(['', 'short', 'fifteen-letters', 'aaaaaaaaaaaaaaaaaaaa', 'ababababababababab'])(
  '%j is no key: it could be guessed',
  (key) => {
    expect(weaknessOf(key)).toContain('at least 16 characters')
  },
)

test('a ring finds by a key what was filed by its digest, and nothing by any other text', () => {
  const ring = new KeyRing<number>()
  KEYS.forEach((key, index) => ring.file(sha256Of(key), index))

  expect(KEYS.map((key) => ring.find(key))).toEqual(KEYS.map((_, index) => index))
  for (const key of KEYS)
    for (const other of [
      `${key}x`,
      key.slice(0, -1),
      key.toUpperCase(),
      sha256Of(key),
      `sha256:${sha256Of(key)}`,
    ])
      expect(ring.find(other)).toBeUndefined()
})

test('digests that begin alike are told apart', () => {
  const ring = new KeyRing<string>()
  const [one = ''] = KEYS
  const digest = sha256Of(one)
  // The four bytes by which the ring files are the same, one bit of the others is not.
  const beside = digest.slice(0, -1) + (digest.endsWith('0') ? '1' : '0')
  ring.file(beside, 'beside')
  expect(ring.find(one)).toBeUndefined()

  ring.file(digest, 'meant')
  expect(ring.find(one)).toBe('meant')
})

test('all digits of a digest are looked at, wherever the first one differs', () => {
  const [key = ''] = KEYS
  const digest = sha256Of(key)
  const lookedAt = [8, 40, 63].map((at) => {
    const ring = new KeyRing<string>()
    ring.file(digest.slice(0, at) + (digest[at] === '0' ? '1' : '0') + digest.slice(at + 1), 'another')
    const look = vi.spyOn(String.prototype, 'charCodeAt')
    try {
      expect(ring.find(key)).toBeUndefined()
      return look.mock.calls.length
    } finally {
      look.mockRestore()
    }
  })

  expect(lookedAt).toEqual([128, 128, 128])
})

test('a short key opens nothing, even if somebody has filed its digest', () => {
  const ring = new KeyRing<string>()
  ring.file(sha256Of('hunter2'), 'no')

  expect(ring.find('hunter2')).toBeUndefined()
})

test('digests are read with their name and without, in capitals too', () => {
  const digest = hash('sha256', 'x')

  expect([digest, `sha256:${digest}`, `SHA256:${digest.toUpperCase()}`].map(digitsOf)).toEqual([
    digest,
    digest,
    digest,
  ])
  expect([digest.slice(1), `md5:${digest}`, `sha256:${digest}0`, ''].map(digitsOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect([isDigest(`sha256:${digest}`), isDigest(digest)]).toEqual([true, false])
})
