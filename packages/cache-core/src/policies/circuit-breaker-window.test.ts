import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { type BreakerWindowOptions, CircuitBreaker, type Outcome } from './circuit-breaker.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { SeededRandom } from '../testing/seeded-random.ts'

function fixture(window: BreakerWindowOptions = {}) {
  const clock = new FakeClock()
  const changes: string[] = []
  const breaker = new CircuitBreaker({
    clock,
    random: new SeededRandom(7),
    window,
    onChange: (_, to) => void changes.push(to),
  })
  const call = (outcome: Outcome, durationMs = 1) => {
    const permit = breaker.tryAcquire()
    if (permit > 0) breaker.record(outcome, permit, durationMs)
    return permit > 0
  }
  const probe = (outcome: Outcome, durationMs = 1) =>
    breaker.record(outcome, breaker.tryAcquireProbe(), durationMs)
  return { clock, breaker, changes, call, probe }
}

describe('a share of failures', () => {
  test('opens it although successes come in between', () => {
    const { breaker, call } = fixture()

    for (let index = 0; index < 9; index++) {
      call('failure')
      call('success')
    }
    call('success')
    expect(breaker.state).toBe('closed')
    call('failure')

    expect(breaker.state).toBe('open')
  })

  test('says nothing with few calls', () => {
    const { breaker, call } = fixture({ minimumCalls: 100 })

    for (let index = 0; index < 49; index++) {
      call('failure')
      call('success')
    }
    expect(breaker.state).toBe('closed')
    call('success')
    call('failure')

    expect(breaker.state).toBe('open')
  })

  test('forgets what is older than the window, after a pause too', async () => {
    const { breaker, clock, call } = fixture({ ms: 10_000 })
    for (let index = 0; index < 9; index++) {
      call('failure')
      call('success')
    }

    await clock.advance(3_600_000)
    call('success')
    call('failure')

    expect(breaker.state).toBe('closed')
  })

  test('neutral outcomes do not thin it', () => {
    const { breaker, call } = fixture()

    for (let index = 0; index < 10; index++) {
      call('success')
      for (let times = 0; times < 10; times++) call('neutral')
      call('failure')
    }

    expect(breaker.state).toBe('open')
  })

  test('of before an outage does not open it again after', () => {
    const { breaker, call, probe } = fixture()
    for (let index = 0; index < 10; index++) {
      call('success')
      call('failure')
    }
    expect(breaker.state).toBe('open')
    probe('success')
    probe('success')

    call('success')
    call('failure')

    expect(breaker.state).toBe('closed')
  })
})

describe('slow calls', () => {
  const slow = { slowMs: 135 }

  test('open it when half of the calls are slow', () => {
    const { breaker, call } = fixture(slow)

    for (let index = 0; index < 20; index++) call('success', 134)
    for (let index = 0; index < 19; index++) call('success', 140)
    expect(breaker.state).toBe('closed')
    call('success', 140)

    expect(breaker.state).toBe('open')
  })

  test('a server that always takes 140 of 150 ms opens it once, and it stays open', async () => {
    const { breaker, clock, changes, call, probe } = fixture(slow)
    let passed = 0

    for (let step = 0; step < 600; step++) {
      if (call('success', 140)) passed++
      if (breaker.state !== 'closed' && step % 2 === 0) probe('success', 140)
      await clock.advance(100)
    }

    expect(changes.filter((state) => state === 'closed')).toEqual([])
    expect(passed).toBe(20)
  })

  test('let a growing share of calls through when it closes again, then all', async () => {
    const { breaker, clock, call, probe } = fixture(slow)
    for (let index = 0; index < 20; index++) call('success', 140)
    probe('success')
    probe('success')
    expect(breaker.state).toBe('closed')
    const shares: number[] = []

    for (let tenth = 0; tenth < 11; tenth++) {
      shares.push(Array.from({ length: 1_000 }, () => call('success')).filter(Boolean).length / 1_000)
      await clock.advance(100)
    }

    const expected = [0.1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    expect(shares.map((share) => Math.round(share * 100) / 100)).toEqual(expected)
    expect(breaker.retryAfterMs).toBe(0)
  })

  test('a ramp lets probes through and ends when calls fail', async () => {
    const { breaker, clock, call, probe } = fixture(slow)
    for (let index = 0; index < 20; index++) call('success', 140)
    probe('success')
    probe('success')

    expect([1, 2, 3].map(() => breaker.tryAcquire() > 0)).toContain(false)
    expect(breaker.tryAcquireProbe()).toBeGreaterThan(0)
    expect(breaker.retryAfterMs).toBe(1_000)
    await clock.advance(900)
    for (let index = 0; index < 20; index++) call('failure')

    expect(breaker.state).toBe('open')
  })

  test('what was away has all calls back at once: it was not asked too much', () => {
    const { breaker, call, probe } = fixture(slow)
    for (let index = 0; index < 5; index++) call('failure', 150)
    probe('success')
    probe('success')

    expect(Array.from({ length: 100 }, () => call('success'))).not.toContain(false)
    expect(breaker.state).toBe('closed')
  })

  test('what was slow and then went away is not ramped either', () => {
    const { breaker, call, probe } = fixture(slow)
    for (let index = 0; index < 20; index++) call('success', 140)
    expect(breaker.state).toBe('open')
    for (const outcome of ['failure', 'success', 'success'] as const) probe(outcome)

    expect(Array.from({ length: 100 }, () => call('success'))).not.toContain(false)
  })
})

test('every permit of a ramp or of a closed breaker counts, whatever the order of reports', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 20, maxLength: 60 }), fc.integer(), (outcomes, seed) => {
      const clock = new FakeClock()
      const window = { minimumCalls: 20 }
      const random = new SeededRandom(seed)
      const breaker = new CircuitBreaker({ clock, random, window, threshold: 1_000 })
      const permits = outcomes.map(() => breaker.tryAcquire())
      for (const [index, permit] of permits.entries())
        breaker.record(outcomes[index] ? 'success' : 'failure', permit)

      // What a plain count of the same reports says.
      let failures = 0
      const opens = outcomes.some((isSuccess, index) => {
        if (!isSuccess) failures++
        return !isSuccess && index + 1 >= 20 && failures >= (index + 1) / 2
      })
      expect(breaker.state).toBe(opens ? 'open' : 'closed')
    }),
  )
})
