import { expect, test } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { HELLO, startFixture } from './simulator-fixture.ts'
import { Pacing } from './pacing.ts'

const REQUEST = { model: 'gpt-4o', messages: HELLO }
/** 20 tokens. */
const CONTENT = 'x'.repeat(82)

test('an answer in one piece comes when its last token would have been there', async () => {
  const clock = new FakeClock()
  const { simulator, chat } = await startFixture('openai', {
    clock,
    brain: () => ({ content: CONTENT }),
    pacing: { 'gpt-4o': { firstTokenMs: 500, tokensPerSecond: 10, delayMs: 300 } },
  })

  const answer = chat(REQUEST)
  await expect.poll(() => clock.pendingTimers).toBe(1)
  await clock.advance(2_800)
  await answer

  expect(simulator.journal.entries[0]?.answer?.tookMs).toBe(2_800)
})

test('a stream brings its first chunk at the time to first token, and the rest at the model’s speed', async () => {
  const clock = new FakeClock()
  const { simulator } = await startFixture('openai', {
    clock,
    brain: () => ({ content: CONTENT }),
    pacing: { '*': { firstTokenMs: 500, tokensPerSecond: 10 } },
  })
  const response = fetch(`${simulator.baseUrl('openai')}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk' },
    body: JSON.stringify({ ...REQUEST, stream: true }),
  })
  await expect.poll(() => clock.pendingTimers).toBe(1)

  await clock.advance(499)
  expect(simulator.journal.entries[0]?.answer).toBeUndefined()
  await clock.advance(1)
  const reader = (await response).body?.pipeThrough(new TextDecoderStream()).getReader()
  const first = (await reader?.read())?.value
  await clock.advance(400)
  const second = (await reader?.read())?.value
  await clock.advance(1_600)

  expect(first).toContain('"role":"assistant"')
  expect(first).not.toContain('xxx')
  expect(second).toContain('"content":"xxxx')
  expect(simulator.journal.entries[0]?.answer?.tookMs).toBe(2_500)
})

test('what is thought takes its time, told or not', async () => {
  const tookMs = []
  for (const [provider, model] of [
    ['openai', 'gpt-6-luna'],
    ['deepseek', 'deepseek-flash'],
  ] as const) {
    const clock = new FakeClock()
    const { simulator, chat } = await startFixture(provider, {
      clock,
      brain: () => ({ content: CONTENT }),
      reasoningTokens: { medium: 80, high: 80 },
      pacing: { '*': { tokensPerSecond: 100 } },
    })
    const answer = chat({ model, messages: HELLO, stream: true })
    await expect.poll(() => clock.pendingTimers).toBe(1)
    await clock.advance(1_000)
    await answer
    tookMs.push(simulator.journal.entries[0]?.answer?.tookMs)
  }

  expect(tookMs).toEqual([1_000, 1_000])
})

test('thinking that is not told is silence before the text of a stream', async () => {
  const clock = new FakeClock()
  const { simulator } = await startFixture('openai', {
    clock,
    brain: () => ({ content: CONTENT }),
    reasoningTokens: { medium: 80 },
    pacing: { '*': { tokensPerSecond: 100 } },
  })
  const response = await fetch(`${simulator.baseUrl('openai')}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk' },
    body: JSON.stringify({ model: 'gpt-6-luna', messages: HELLO, stream: true }),
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const role = (await reader?.read())?.value
  let textCame = false

  const text = reader?.read().then(({ value }) => {
    textCame = true
    return value
  })
  await clock.advance(839)
  expect(textCame).toBe(false)
  await clock.advance(1)

  expect(await text).toContain('"content":"xxxx')
  expect(role).not.toContain('xxxx')
})

test('can be changed while it runs; models that are not named take the pace of *', () => {
  const pacing = new Pacing({ '*': { firstTokenMs: 100 }, slow: { firstTokenMs: 900 } }, new SeededRandom(1))

  pacing.set('slow', { firstTokenMs: 700, tokensPerSecond: 50 })

  expect(pacing.draw('slow')).toEqual({ firstTokenMs: 700, perTokenMs: 20 })
  expect(pacing.draw('other')).toEqual({ firstTokenMs: 100, perTokenMs: 0 })
})

test('spread keeps the median and the planted delay, the same with the same seed', () => {
  const draw = (seed: number) => {
    const pacing = new Pacing(
      { '*': { firstTokenMs: 1_000, delayMs: 300, spread: 0.5 } },
      new SeededRandom(seed),
    )
    return Array.from({ length: 2_001 }, () => pacing.draw('any').firstTokenMs).toSorted((a, b) => a - b)
  }

  const times = draw(7)

  expect(draw(7)).toEqual(times)
  expect(times[1_000]).toBeGreaterThan(1_250)
  expect(times[1_000]).toBeLessThan(1_350)
  // The 84th percentile of a log-normal is one sigma up: 1000 * e^0.5 = 1649.
  expect(times[1_683]).toBeGreaterThan(1_850)
  expect(times[1_683]).toBeLessThan(2_050)
})
