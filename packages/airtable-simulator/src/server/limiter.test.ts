import { expect, test } from 'vitest'
import { FakeClock } from '@larder/cache-core/testing'
import { Limiter, type LimiterMode } from './limiter.ts'

function fixture(mode: LimiterMode, lockoutExtends: boolean = false) {
  const clock = new FakeClock()
  const limiter = new Limiter({ mode, lockoutMs: 30_000, lockoutExtends, clock })
  const burst = (count: number, base = 'appA', token = 'pat') =>
    Array.from({ length: count }, () => limiter.admit(base, token))
  return { clock, burst }
}

test('documented: the sixth request of a second closes the base for 30 s, not longer for trying', async () => {
  const { clock, burst } = fixture('documented')

  expect(burst(6)).toEqual([true, true, true, true, true, false])
  await clock.advance(29_999)
  expect(burst(1)).toEqual([false])
  await clock.advance(1)

  expect(burst(5)).toEqual([true, true, true, true, true])
})

test('a lockout may be made to start anew with every request that it refuses', async () => {
  const { clock, burst } = fixture('documented', true)

  burst(6)
  await clock.advance(20_000)
  burst(1)
  await clock.advance(29_999)

  expect(burst(1)).toEqual([false])
})

test('the window slides: no second holds more than five', async () => {
  const { clock, burst } = fixture('lenient')
  burst(3)
  await clock.advance(600)

  expect(burst(3)).toEqual([true, true, false])
  await clock.advance(400)
  expect(burst(4)).toEqual([true, true, true, false])
})

test('lenient: the sixth is refused, the next second is free', async () => {
  const { clock, burst } = fixture('lenient')

  expect(burst(6).at(-1)).toBe(false)
  await clock.advance(1_000)

  expect(burst(1)).toEqual([true])
})

test('bases do not share a limit, a token has one of 50 over all', () => {
  const { burst } = fixture('lenient')
  const admitted = Array.from({ length: 12 }, (_, index) => burst(5, `app${index}`)).flat()

  expect(admitted.filter(Boolean)).toHaveLength(50)
  expect(burst(1, 'app99', 'another')).toEqual([true])
})

test('off: nothing is refused', () => {
  expect(fixture('off').burst(1_000).every(Boolean)).toBe(true)
})
