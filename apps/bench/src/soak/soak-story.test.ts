import { expect, test } from 'vitest'
import { readStory } from './soak-story.ts'
import type { Sample } from './soak-watch.ts'

const EPISODE = { fault: 'Redis hangs', hits: 'redis', beganAt: 1_000, endedAt: 2_000 } as const

/** A server that is looked at every 250 ms from 0 on: `.` healthy, `d` degraded, `-` no answer. */
function samplesOf(process: number, states: string): readonly Sample[] {
  return Array.from(states, (state, index) => ({
    at: index * 250,
    process,
    status: state === '.' ? 'healthy' : state === 'd' ? 'degraded' : undefined,
    reason: state === 'd' ? 'late' : undefined,
    breaker: 'closed',
    sharedErrors: 0,
    loadErrors: 0,
    staleHits: 0,
    loads: 0,
  }))
}

const storyOf = (...states: readonly string[]) =>
  readStory(
    EPISODE,
    states.flatMap((text, process) => samplesOf(process, text)),
    10_000,
    states.length,
  )

test.each([
  ['back at once', ['....dddd............'], { healthyAfterMs: 0, relapses: 0 }],
  ['back after a while', ['....dddddd..........'], { healthyAfterMs: 500, relapses: 0 }],
  [
    'back only as the last of them',
    ['....dddd............', '....ddddddd.........'],
    { healthyAfterMs: 750 },
  ],
  ['a moment of health is none', ['....dddd.d.d........'], { healthyAfterMs: 1_000, relapses: 0 }],
  ['without an answer it is not healthy', ['....dddd--..........'], { healthyAfterMs: 500 }],
  ['later troubles are counted apart', ['....dddd........d..dd..'], { healthyAfterMs: 0, relapses: 2 }],
  ['never', ['....dddddddddddddddd'], { healthyAfterMs: undefined, relapses: 0 }],
  ['nothing was noticed', ['....................'], { healthyAfterMs: 0, relapses: 0 }],
])('%s', (_name, states, expected) => {
  expect(storyOf(...states)).toMatchObject(expected)
})

test('tells who told of it, and why', () => {
  expect(storyOf('....dd..............', '....................')).toMatchObject({
    toldBy: 1,
    reasons: ['late'],
  })
})
