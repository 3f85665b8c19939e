import { describe, expect, test } from 'vitest'
import {
  BrokenCircuitError,
  circuitBreaker as cockatielBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleAll,
} from 'cockatiel'
import fc from 'fast-check'
import { CacheError } from '../errors.ts'
import { CircuitBreaker, type CircuitBreakerOptions } from './circuit-breaker.ts'
import { circuitBreaker } from './circuit-breaker-policy.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { SeededRandom } from '../testing/seeded-random.ts'

function fixture(options: Partial<CircuitBreakerOptions> = {}) {
  const clock = new FakeClock()
  const changes: string[] = []
  const breaker = new CircuitBreaker({
    clock,
    random: new SeededRandom(7),
    onChange: (from, to) => void changes.push(`${from} > ${to}`),
    ...options,
  })
  const fail = (times: number) => {
    for (let index = 0; index < times; index++) breaker.record('failure', breaker.tryAcquire())
  }
  return { clock, breaker, changes, fail }
}

describe('closed', () => {
  test('opens after five failures in a row', () => {
    const { breaker, fail } = fixture()

    fail(4)
    expect(breaker.state).toBe('closed')
    fail(1)

    expect(breaker.state).toBe('open')
    expect(breaker.tryAcquire()).toBe(0)
  })

  test('a success starts the count anew, a neutral outcome does not', () => {
    const { breaker, fail } = fixture()

    fail(4)
    breaker.record('success', breaker.tryAcquire())
    fail(4)
    breaker.record('neutral', breaker.tryAcquire())
    expect(breaker.state).toBe('closed')
    fail(1)

    expect(breaker.state).toBe('open')
  })
})

describe('open', () => {
  test('lets one probe through when its interval is over, and everyone else fails fast', async () => {
    const { breaker, clock, fail } = fixture({ baseOpenMs: 1_000 })
    fail(5)

    await clock.advance(1_000)

    expect(breaker.tryAcquire()).toBeGreaterThan(0)
    expect(breaker.state).toBe('half-open')
    expect([breaker.tryAcquire(), breaker.tryAcquire()]).toEqual([0, 0])
  })

  test('a background probe need not wait, and two in a row that pass close it', () => {
    const { breaker, changes, fail } = fixture()
    fail(5)

    const probe = breaker.tryAcquireProbe()
    expect(breaker.tryAcquire()).toBe(0)
    breaker.record('success', probe)
    breaker.record('success', probe)
    expect(breaker.state).toBe('half-open')
    breaker.record('success', breaker.tryAcquireProbe())

    expect(breaker.state).toBe('closed')
    expect(breaker.failures).toBe(0)
    expect(changes).toEqual(['closed > open', 'open > half-open', 'half-open > closed'])
  })

  test('between two probes nobody passes before the interval is over', async () => {
    const { breaker, clock, fail } = fixture()
    fail(5)
    breaker.record('success', breaker.tryAcquireProbe())

    expect(breaker.tryAcquire()).toBe(0)
    await clock.advance(1_000)

    expect(breaker.tryAcquire()).toBeGreaterThan(0)
  })

  test('a probe that fails starts the count of those that passed anew', () => {
    const { breaker, fail } = fixture()
    fail(5)

    for (const outcome of ['success', 'failure', 'success'] as const)
      breaker.record(outcome, breaker.tryAcquireProbe())
    expect(breaker.state).toBe('half-open')
    breaker.record('success', breaker.tryAcquireProbe())

    expect(breaker.state).toBe('closed')
  })

  test('stays open for longer with each failed probe, at most 60 s', async () => {
    const { breaker, clock, fail } = fixture()
    fail(5)
    const intervals: number[] = []

    for (let round = 0; round < 12; round++) {
      intervals.push(breaker.retryAfterMs)
      await clock.advance(breaker.retryAfterMs)
      breaker.record('failure', breaker.tryAcquire())
    }

    expect(intervals[0]).toBeLessThanOrEqual(1_000)
    expect(intervals.at(-1)).toBeGreaterThan(30_000)
    expect(Math.max(...intervals)).toBeLessThanOrEqual(60_000)
  })

  test('what was sent before it opened says nothing when it comes back late', () => {
    const { breaker, fail } = fixture()
    const early = breaker.tryAcquire()
    fail(5)
    const probe = breaker.tryAcquireProbe()

    breaker.record('success', early)
    expect(breaker.state).toBe('half-open')
    breaker.record('failure', probe)

    breaker.record('success', probe)
    expect(breaker.state).toBe('open')
  })

  test('a probe that never reports is given up', async () => {
    const { breaker, clock, fail } = fixture({ probeTimeoutMs: 500, closeAfter: 1 })
    fail(5)
    const lost = breaker.tryAcquireProbe()

    await clock.advance(499)
    expect(breaker.tryAcquireProbe()).toBe(0)
    await clock.advance(1)
    const second = breaker.tryAcquireProbe()
    breaker.record('success', lost)
    expect(breaker.state).toBe('half-open')
    breaker.record('success', second)

    expect(breaker.state).toBe('closed')
  })

  test('held open by hand it lets nothing through until it is released', async () => {
    const { breaker, clock } = fixture()
    breaker.isolate()

    await clock.advance(3_600_000)
    expect([breaker.tryAcquire(), breaker.tryAcquireProbe()]).toEqual([0, 0])
    breaker.release()

    expect(breaker.tryAcquire()).toBeGreaterThan(0)
  })
})

test('agrees with cockatiel on any script of outcomes and waits', async () => {
  const step = fc.oneof(
    fc.constant('success' as const),
    fc.constant('failure' as const),
    fc.constant('wait' as const),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (script) => {
      const clock = new FakeClock()
      const ours = new CircuitBreaker({
        threshold: 3,
        baseOpenMs: 1,
        maxOpenMs: 1,
        closeAfter: 1,
        clock,
        random: { next: () => 1 },
      })
      const theirs = cockatielBreaker(handleAll, { halfOpenAfter: 0, breaker: new ConsecutiveBreaker(3) })
      for (const outcome of script) {
        // Theirs takes the wall clock: with an interval of zero a wait is always over, so ours waits before each call.
        if (outcome === 'wait' || ours.state === 'open') await clock.advance(1)
        if (outcome === 'wait') continue
        ours.record(outcome, ours.tryAcquire())
        await theirs
          .execute(() => (outcome === 'failure' ? Promise.reject(new Error('x')) : 'x'))
          .catch((error: unknown) => {
            if (error instanceof BrokenCircuitError) throw error
          })

        expect(ours.state).toBe(theirs.state === CircuitState.Open ? 'open' : 'closed')
      }
    }),
    { numRuns: 100 },
  )
})

test('whatever happens, at most one probe is out, and no state is without an exit', () => {
  const command = fc.oneof(
    fc.constant({ kind: 'acquire' as const }),
    fc.constant({ kind: 'probe' as const }),
    fc.record({
      kind: fc.constant('record' as const),
      outcome: fc.constantFrom('success' as const, 'failure' as const, 'neutral' as const),
      which: fc.nat(9),
      durationMs: fc.nat(200),
    }),
    fc.record({ kind: fc.constantFrom('isolate' as const, 'release' as const) }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(70_000) }),
  )
  fc.assert(
    fc.property(fc.array(command, { maxLength: 80 }), fc.integer(), (commands, seed) => {
      let now = 0
      const clock = {
        now: () => now,
        monotonic: () => now,
        setTimer: () => ({ cancel: () => {}, unref: () => {} }),
      }
      const window = { minimumCalls: 3, slowMs: 100 }
      const breaker = new CircuitBreaker({ clock, random: new SeededRandom(seed), threshold: 2, window })
      const permits: number[] = []
      let probeUntil = 0
      for (const next of commands) {
        const before = breaker.state
        if (next.kind === 'pass') now += next.ms
        else if (next.kind === 'record')
          breaker.record(
            next.outcome,
            permits[next.which % Math.max(1, permits.length)] ?? 0,
            next.durationMs,
          )
        else if (next.kind === 'isolate') breaker.isolate()
        else if (next.kind === 'release') breaker.release()
        else {
          const permit = next.kind === 'acquire' ? breaker.tryAcquire() : breaker.tryAcquireProbe()
          if (permit > 0) permits.push(permit)
          // A second probe is let out only when the first has reported or been given up.
          if (permit > 0 && breaker.state === 'half-open') {
            expect(now).toBeGreaterThanOrEqual(before === 'half-open' ? probeUntil : 0)
            probeUntil = now + 30_000
          }
          if (breaker.isIsolated) expect(permit).toBe(0)
        }
        if (next.kind === 'record' && permits[next.which % Math.max(1, permits.length)] === permits.at(-1))
          probeUntil = 0
        expect(breaker.retryAfterMs).toBeLessThanOrEqual(60_000)
        expect(breaker.failures).toBeGreaterThanOrEqual(0)
      }
      breaker.release()
      for (let probe = 0; probe < 2; probe++) {
        now += breaker.retryAfterMs
        const permit = breaker.tryAcquire()
        expect(permit).toBeGreaterThan(0)
        breaker.record('success', permit)
      }
      expect(breaker.state).toBe('closed')
      expect(breaker.tryAcquire()).toBeGreaterThan(0)
    }),
    { numRuns: 1_000 },
  )
})

test('reset closes it, whatever held it open, and what was let through before is ignored', () => {
  const { breaker, fail } = fixture()
  const early = breaker.tryAcquire()
  fail(5)
  breaker.isolate()

  breaker.reset()
  for (let count = 0; count < 5; count++) breaker.record('failure', early)

  expect([breaker.state, breaker.isIsolated, breaker.failures]).toEqual(['closed', false, 0])
  expect(breaker.tryAcquire()).toBeGreaterThan(0)
})

describe('as a policy', () => {
  test('rejects at once while open, and says when to come back', async () => {
    const { breaker, fail } = fixture()
    fail(5)
    let ran = false

    const call = circuitBreaker(breaker).execute(async () => void (ran = true), {})

    await expect(call).rejects.toMatchObject({
      code: 'CIRCUIT_OPEN',
      retryable: true,
      retryAfterMs: expect.any(Number) as number,
    })
    expect(ran).toBe(false)
  })

  test("callers' aborts and other policies' refusals do not count", async () => {
    const { breaker } = fixture()
    const policy = circuitBreaker(breaker)

    for (const code of ['ABORTED', 'BULKHEAD_FULL', 'RATE_LIMITED', 'INVALID_ARGUMENT'] as const) {
      for (let index = 0; index < 5; index++)
        await policy.execute(() => Promise.reject(new CacheError(code, 'x')), {}).catch(() => {})
    }

    expect(breaker.state).toBe('closed')
    for (let index = 0; index < 5; index++)
      await policy.execute(() => Promise.reject(new Error('x')), {}).catch(() => {})
    expect(breaker.state).toBe('open')
  })
})
