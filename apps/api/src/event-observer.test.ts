import type { BreakerState } from '@larder/cache-core'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { EventObserver } from './event-observer.ts'

test('an outage is told when it begins and when it is over, and not with every try in between', () => {
  const told: string[] = []
  const logger = pino(
    { level: 'info' },
    { write: (line) => void told.push((JSON.parse(line) as { readonly msg: string }).msg) },
  )
  const observer = new EventObserver(logger)
  const turn = (from: BreakerState, to: BreakerState) =>
    observer.on({ type: 'breaker', breaker: 'read', node: 'redis://a:6379', from, to })

  turn('closed', 'open')
  for (let tries = 0; tries < 100; tries++) {
    turn('open', 'half-open')
    turn('half-open', 'open')
  }
  turn('open', 'half-open')
  turn('half-open', 'closed')

  expect(told).toEqual([
    'the read breaker of redis://a:6379 is open',
    'the read breaker of redis://a:6379 is closed',
  ])
  expect(observer.breakerTransitions).toContainEqual({
    node: 'redis://a:6379',
    breaker: 'read',
    to: 'half-open',
    count: 101,
  })
})
