import { describe, expect, test } from 'vitest'
import { isKnownToClient, prepareAnswer } from './prepared-answer.ts'

test('what the cache holds is made into bytes once', () => {
  const value = Object.freeze({ records: [{ id: 'recA', fields: { Nombre: 'Ñandú' } }] })

  const answer = prepareAnswer(value)

  expect(JSON.parse(new TextDecoder().decode(answer.bytes))).toEqual(value)
  expect(prepareAnswer(value)).toBe(answer)
})

test('what may still be changed is made anew each time', () => {
  const value = { count: 1 }
  const first = prepareAnswer(value)
  value.count = 2

  const second = prepareAnswer(value)

  expect(new TextDecoder().decode(second.bytes)).toBe('{"count":2}')
  expect(second.etag).not.toBe(first.etag)
})

test('the same bytes have the same validator, whatever object they come from', () => {
  expect(prepareAnswer({ a: 1 }).etag).toBe(prepareAnswer(Object.freeze({ a: 1 })).etag)
  expect(prepareAnswer({ a: 1 }).etag).toMatch(/^"[\w-]{22}"$/)
})

describe('If-None-Match', () => {
  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a" , "c"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
    [null, false],
  ])('%j against "a": %j', (header, expected) => {
    expect(isKnownToClient(header, '"a"')).toBe(expected)
  })
})
