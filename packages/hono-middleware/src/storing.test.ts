import { describe, expect, test } from 'vitest'
import { storingOf } from './storing.ts'

const NONE = { defaultTtlMs: 0, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 }
const NOW = Date.UTC(2026, 0, 1)

function judge(headers: Record<string, string>, { status = 200, authorized = false, rules = NONE } = {}) {
  return storingOf({ status, headers: new Headers(headers) }, authorized, rules, NOW)
}

describe('how long it is fresh', () => {
  test.each([
    ['max-age', { 'cache-control': 'max-age=60' }, 60_000],
    ['s-maxage before max-age', { 'cache-control': 'max-age=60, s-maxage=5' }, 5_000],
    ['the first of two', { 'cache-control': 'max-age=60, max-age=5' }, 60_000],
    ['names in any case, a value in quotes', { 'cache-control': 'Public, Max-Age="60"' }, 60_000],
    ['a directive within quotes is none', { 'cache-control': 'ext="no-store, private", max-age=60' }, 60_000],
    ['what it was old already', { 'cache-control': 'max-age=60', age: '20' }, 40_000],
    [
      'Expires after Date',
      { expires: new Date(NOW + 90_000).toUTCString(), date: new Date(NOW).toUTCString() },
      90_000,
    ],
    [
      'no longer than Expires, when Date was a while ago',
      { expires: new Date(NOW + 10_000).toUTCString(), date: new Date(NOW - 50_000).toUTCString() },
      10_000,
    ],
    [
      'what it was old by its Date',
      { 'cache-control': 'max-age=60', date: new Date(NOW - 20_000).toUTCString(), age: '5' },
      40_000,
    ],
    [
      'all of it when its Date is to come',
      { 'cache-control': 'max-age=60', date: new Date(NOW + 20_000).toUTCString() },
      60_000,
    ],
    ['Expires without Date', { expires: new Date(NOW + 90_000).toUTCString() }, 90_000],
    ['no more than can be kept', { 'cache-control': 'max-age=99999999999' }, 2 ** 32 - 1],
  ])('%s', (_name, headers, ttlMs) => {
    expect(judge(headers as Record<string, string>)).toMatchObject({ ttlMs })
  })

  test('what the options say where the response says nothing, for statuses of which that may be assumed', () => {
    const rules = { ...NONE, defaultTtlMs: 7_000 }

    expect(judge({}, { rules })).toMatchObject({ ttlMs: 7_000 })
    expect(judge({}, { rules, status: 404 })).toMatchObject({ ttlMs: 7_000 })
    expect(judge({}, { rules, status: 302 })).toMatchObject({ reason: 'no-lifetime' })
    expect(judge({ 'cache-control': 'max-age=1' }, { rules, status: 302 })).toMatchObject({ ttlMs: 1_000 })
  })
})

describe('is not stored', () => {
  test.each([
    ['when nothing says how long', {}, 'no-lifetime'],
    ['with a life of 0', { 'cache-control': 'max-age=0' }, 'no-lifetime'],
    ['with a life that is no number', { 'cache-control': 'max-age=soon' }, 'no-lifetime'],
    ['when Expires is no date', { expires: '0' }, 'no-lifetime'],
    ['when it is older than its life', { 'cache-control': 'max-age=60', age: '61' }, 'no-lifetime'],
    ['no-store', { 'cache-control': 'max-age=60, no-store' }, 'no-store'],
    ['private', { 'cache-control': 'max-age=60, private' }, 'private'],
    ['private for one header', { 'cache-control': 'max-age=60, private="x-user"' }, 'private'],
    ['no-cache', { 'cache-control': 'max-age=60, no-cache' }, 'no-cache'],
    ['with a cookie', { 'cache-control': 'public, max-age=60', 'set-cookie': 'a=1' }, 'set-cookie'],
    ['when it depends on everything', { 'cache-control': 'max-age=60', vary: 'Accept, *' }, 'vary'],
    [
      'when it streams events',
      { 'cache-control': 'max-age=60', 'content-type': 'text/event-stream' },
      'streamed',
    ],
  ])('%s', (_name, headers, reason) => {
    expect(judge(headers as Record<string, string>)).toMatchObject({ reason })
  })

  test.each([206, 304, 101])('with status %i', (status) => {
    expect(judge({ 'cache-control': 'max-age=60' }, { status })).toMatchObject({ reason: 'status' })
  })

  test('for one who showed who he is, unless it says that it is for all', () => {
    const authorized = true

    expect(judge({ 'cache-control': 'max-age=60' }, { authorized })).toMatchObject({
      reason: 'authorization',
    })
    for (const directive of ['public', 's-maxage=60', 'must-revalidate'])
      expect(judge({ 'cache-control': `max-age=60, ${directive}` }, { authorized })).toMatchObject({
        ttlMs: 60_000,
      })
  })
})

test('an encoded body depends on Accept-Encoding, whether the response says so or not', () => {
  const headers = { 'cache-control': 'max-age=60', 'content-encoding': 'gzip' }

  expect(judge(headers)).toMatchObject({ vary: ['accept-encoding'] })
  expect(judge({ ...headers, vary: 'Accept-Encoding' })).toMatchObject({ vary: ['accept-encoding'] })
})

describe('how long it may be served stale', () => {
  const rules = { defaultTtlMs: 0, staleWhileRevalidateMs: 1_000, staleIfErrorMs: 2_000 }

  test.each([
    ['as the options say', 'max-age=60', 1_000, 2_000],
    ['as it says itself', 'max-age=60, stale-while-revalidate=3, stale-if-error=4', 3_000, 4_000],
    ['not at all with must-revalidate', 'max-age=60, must-revalidate, stale-if-error=4', 0, 0],
    ['not at all with proxy-revalidate', 'max-age=60, proxy-revalidate', 0, 0],
    ['with s-maxage only as it says itself', 's-maxage=60, stale-while-revalidate=3', 3_000, 0],
  ])('%s', (_name, control, staleWhileRevalidateMs, staleIfErrorMs) => {
    expect(judge({ 'cache-control': control }, { rules })).toMatchObject({
      ttlMs: 60_000,
      staleWhileRevalidateMs,
      staleIfErrorMs,
    })
  })

  test('a response of no life is stored for what comes after it', () => {
    expect(judge({ 'cache-control': 'max-age=0, stale-while-revalidate=3' })).toMatchObject({
      ttlMs: 0,
      staleWhileRevalidateMs: 3_000,
    })
  })
})
