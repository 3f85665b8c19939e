import { FakeClock } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { TokenAllowances } from './token-allowances.ts'

const HOUR_MS = 3_600_000

function fixture() {
  const clock = new FakeClock()
  const allowances = new TokenAllowances({ rule: { requests: 1, perSeconds: 3_600 }, clock, mostTokens: 2 })
  const isRefused = (token: string) => allowances.of(token).take() > 0
  return { clock, allowances, isRefused }
}

test('what a token has used up is not forgotten for others', () => {
  const { isRefused } = fixture()
  expect([isRefused('a'), isRefused('b')]).toEqual([false, false])

  for (let made = 0; made < 100; made++) isRefused(`another ${made}`)

  expect([isRefused('a'), isRefused('b')]).toEqual([true, true])
})

test('while there is no room, those that are new share one', () => {
  const { isRefused } = fixture()
  for (const token of ['a', 'b']) isRefused(token)

  expect([isRefused('c'), isRefused('d')]).toEqual([false, true])
})

test('what has come back whole makes room', async () => {
  const { clock, allowances, isRefused } = fixture()
  for (const token of ['a', 'b', 'c']) isRefused(token)
  await clock.advance(HOUR_MS)
  isRefused('b')

  expect([isRefused('d'), isRefused('e')]).toEqual([false, false])
  expect(allowances.of('b').take()).toBeGreaterThan(0)
})
