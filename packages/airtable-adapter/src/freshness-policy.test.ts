import { describe, expect, test } from 'vitest'
import { freshnessOf } from './freshness-policy.ts'

const POLICIES = {
  ttlMs: 300_000,
  staleIfErrorMs: 86_400_000,
  bases: {
    appA: {
      ttlMs: 30_000,
      tables: { Reservas: { ttlMs: 5_000, consistency: 'strict' }, tblT: { ttlMs: 1 } },
    },
  },
} as const

const subject = (base: string, table: readonly string[], mayHoldAttachments = false) => ({
  base,
  table,
  mayHoldAttachments,
  changesWithTime: false,
})

describe('the nearest policy that says something holds', () => {
  test.each([
    ['nothing said', {}, subject('appX', ['tblX']), { ttlMs: 60_000, staleIfErrorMs: 0 }],
    ['by default', POLICIES, subject('appX', ['tblX']), { ttlMs: 300_000, staleIfErrorMs: 86_400_000 }],
    ["the base's", POLICIES, subject('appA', ['tblX']), { ttlMs: 30_000, staleIfErrorMs: 86_400_000 }],
    [
      'the table, by name',
      POLICIES,
      subject('appA', ['tblR', 'Reservas']),
      { ttlMs: 5_000, consistency: 'strict' },
    ],
    ['the table, by id', POLICIES, subject('appA', ['tblT', 'Turnos']), { ttlMs: 1 }],
    ['a table of another base', POLICIES, subject('appX', ['tblR', 'Reservas']), { ttlMs: 300_000 }],
  ])('%s', (_which, policies, of, expected) => {
    expect(freshnessOf(policies, of)).toMatchObject(expected)
  })
})

test('what may hold attachments lives for 100 minutes at most, stale time included', () => {
  const of = subject('appA', ['tblX'], true)
  const whole = (policy: ReturnType<typeof freshnessOf>) =>
    policy.ttlMs + Math.max(policy.staleIfErrorMs, policy.staleWhileRevalidateMs)

  expect(whole(freshnessOf(POLICIES, of))).toBe(6_000_000)
  expect(freshnessOf({ ttlMs: 7_200_000, staleWhileRevalidateMs: 1 }, of)).toMatchObject({
    ttlMs: 6_000_000,
    staleWhileRevalidateMs: 0,
  })
})

test('what changes with time alone is fresh for a minute at most', () => {
  const of = { ...subject('appX', ['tblX']), changesWithTime: true }

  expect(freshnessOf(POLICIES, of)).toMatchObject({ ttlMs: 60_000, staleIfErrorMs: 86_400_000 })
  expect(freshnessOf({ ttlMs: 5_000 }, of)).toMatchObject({ ttlMs: 5_000 })
})
