import { describe, expect, test } from 'vitest'
import { FakeClock } from '@larder/cache-core/testing'
import type { UsageRecord } from '@larder/assistant'
import {
  completionOf,
  contextOf,
  errorOf,
  readAll,
  requestOf,
  type Scene,
  ScriptedModel,
  USAGE,
} from './model-fixture.ts'
import { BudgetedChatModel } from './budgeted-chat-model.ts'
import { MemoryUsageLedger, OTHERS } from './memory-usage-ledger.ts'
import { MeteredChatModel } from './metered-chat-model.ts'
import { NO_USAGE } from './usage.ts'

const HOUR_MS = 3_600_000

const RECORD: UsageRecord = {
  agent: 'router',
  tenant: 'casa-paco',
  provider: 'a',
  model: 'a-1',
  usage: USAGE,
  usd: 0.25,
  savedUsd: 0,
  totalMs: 5,
  outcome: 'ok',
}

function fixture(...script: readonly Scene[]) {
  const clock = new FakeClock(Date.UTC(2026, 10, 27, 22))
  const ledger = new MemoryUsageLedger({ clock })
  const inner = new ScriptedModel(...script)
  const metered = new MeteredChatModel({ inner, provider: 'a', model: 'a-1', ledger, clock })
  const names = { provider: 'openai', model: 'gpt-6-luna' }
  const budgeted = new BudgetedChatModel({ ...names, inner: metered, ledger, dailyUsd: 0.025, clock })
  return { clock, ledger, inner, metered, budgeted }
}

describe('the meter', () => {
  test('tells whole answers and streams alike', async () => {
    const { metered, ledger } = fixture('yes')

    await metered.complete(requestOf(), contextOf())
    await readAll(metered.stream(requestOf({ agent: 'human' }), contextOf()))

    const { all, byAgent, byTenant, byProvider, byModel } = ledger.totals()
    expect(all).toMatchObject({ calls: 2, errors: 0, usd: 0.02, usage: { inputMiss: 200, output: 20 } })
    expect(Object.keys(byAgent)).toEqual(['router', 'human'])
    expect(byTenant['casa-paco']?.calls).toBe(2)
    expect(byProvider['a']?.calls).toBe(2)
    expect(byModel['a-1']?.calls).toBe(2)
  })

  test('tells what failed, with what it cost', async () => {
    const { metered, ledger } = fixture(errorOf('INVALID_OUTPUT', { spent: { usage: USAGE, usd: 0.02 } }))

    await expect(metered.complete(requestOf(), contextOf())).rejects.toMatchObject({ code: 'INVALID_OUTPUT' })
    await readAll(metered.stream(requestOf(), contextOf()))

    expect(ledger.totals().all).toMatchObject({ calls: 2, errors: 2, usd: 0.04, unpriced: 0 })
  })

  test.each([
    ['TIMEOUT', 1],
    ['INCOMPLETE', 1],
    ['ABORTED', 1],
    ['AUTH', 0],
    ['OVERLOADED', 0],
  ] as const)('after %s the cost is unknown: %i', async (code, unpriced) => {
    const { metered, ledger } = fixture(errorOf(code))

    await expect(metered.complete(requestOf(), contextOf())).rejects.toMatchObject({ code })

    expect(ledger.totals().all).toMatchObject({ errors: 1, usd: 0, unpriced })
  })

  test('tells of a stream that nobody read to its end', async () => {
    const { metered, ledger } = fixture('two words')

    for await (const delta of metered.stream(requestOf(), contextOf())) {
      expect(delta.type).toBe('text')
      break
    }

    expect(ledger.totals().all).toMatchObject({ calls: 1, errors: 1, unpriced: 1 })
  })

  test('tells that no price is known', async () => {
    const { metered, ledger } = fixture(completionOf('yes', { usd: undefined }))

    await metered.complete(requestOf(), contextOf())

    expect(ledger.totals().all).toMatchObject({ calls: 1, usd: 0, unpriced: 1 })
  })
})

describe('the budget', () => {
  test('refuses a tenant that has spent it, until midnight in UTC', async () => {
    const { clock, budgeted, inner } = fixture('yes')
    for (let call = 0; call < 3; call++) await budgeted.complete(requestOf(), contextOf())

    const refused = {
      name: 'CacheError',
      code: 'RATE_LIMITED',
      retryable: false,
      retryAfterMs: 2 * HOUR_MS,
      message: expect.stringContaining('has spent 0.030000 of 0.025 USD for models today'),
    }
    await expect(budgeted.complete(requestOf(), contextOf())).rejects.toMatchObject(refused)
    expect((await readAll(budgeted.stream(requestOf(), contextOf()))).error).toMatchObject(refused)
    expect(inner.requests).toHaveLength(3)

    await expect(budgeted.complete(requestOf({ tenant: 'casa-lola' }), contextOf())).resolves.toMatchObject({
      text: 'yes',
    })
    await clock.advance(2 * HOUR_MS)
    await expect(budgeted.complete(requestOf(), contextOf())).resolves.toMatchObject({ text: 'yes' })
  })

  test('is not passed by many calls at once: what they may cost is set aside', async () => {
    const gate = Promise.withResolvers<void>()
    const { budgeted, inner, ledger } = fixture({ gate: gate.promise, text: 'yes' })
    // At 0.50 USD a million: 0.005 at the worst, of 0.025.
    const request = requestOf({ maxTokens: 10_000 })
    const calls = Array.from({ length: 10 }, () => budgeted.complete(request, contextOf()))
    const settled = Promise.allSettled(calls)

    gate.resolve()
    const refused = (await settled).filter(({ status }) => status === 'rejected')

    expect(inner.requests).toHaveLength(4)
    expect(refused).toHaveLength(6)
    expect(refused[0]).toMatchObject({ reason: { code: 'RATE_LIMITED' } })
    // Refused is not called.
    expect(ledger.totals().all).toMatchObject({ calls: 4, errors: 0 })
  })

  test('has what was set aside back when a call costs less, fails or is not read to its end', async () => {
    const { budgeted, inner } = fixture(completionOf('two words', { usd: 0 }))
    const failing = fixture(errorOf('OVERLOADED'))
    const request = requestOf({ maxTokens: 45_000 })

    for (let call = 0; call < 3; call++) {
      await expect(budgeted.complete(request, contextOf())).resolves.toMatchObject({ text: 'two words' })
      await expect(failing.budgeted.complete(request, contextOf())).rejects.toMatchObject({
        code: 'OVERLOADED',
      })
      for await (const delta of budgeted.stream(request, contextOf())) {
        expect(delta.type).toBe('text')
        break
      }
    }

    expect(inner.requests).toHaveLength(6)
    expect(failing.inner.requests).toHaveLength(3)
  })

  test('may be another for each tenant, or none', async () => {
    const { ledger, inner, clock } = fixture('yes')
    const dailyUsd = (tenant: string) => (tenant === 'poor' ? 0 : undefined)
    const names = { provider: 'openai', model: 'gpt-6-luna' }
    const model = new BudgetedChatModel({ ...names, inner, ledger, dailyUsd, clock })

    await expect(model.complete(requestOf({ tenant: 'poor' }), contextOf())).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    })
    await expect(model.complete(requestOf({ tenant: 'rich' }), contextOf())).resolves.toMatchObject({
      text: 'yes',
    })
  })
})

describe('the ledger', () => {
  test('forgets what was spent when the day ends, and keeps the totals', async () => {
    const { clock, ledger } = fixture()
    ledger.record(RECORD)
    expect(ledger.spentToday('casa-paco')).toBe(0.25)

    await clock.advance(2 * HOUR_MS)

    expect(ledger.spentToday('casa-paco')).toBe(0)
    expect(ledger.totals().all.usd).toBe(0.25)
  })

  test('counts hits and what they saved apart from what was spent', () => {
    const { ledger } = fixture()
    ledger.record({ ...RECORD, usage: NO_USAGE, usd: 0, savedUsd: 0.25, cache: 'hit' })
    ledger.record({ ...RECORD, usage: NO_USAGE, usd: 0, savedUsd: 0.25, cache: 'stale' })
    ledger.record({ ...RECORD, cache: 'miss' })

    expect(ledger.totals().all).toMatchObject({ calls: 3, hits: 2, usd: 0.25, savedUsd: 0.5 })
  })

  test('holds no more names than it may: the others have one account, and one budget', () => {
    const clock = new FakeClock()
    const ledger = new MemoryUsageLedger({ maxNames: 2, clock })
    for (const tenant of ['a', 'b', 'c', 'd']) ledger.record({ ...RECORD, tenant })

    expect(Object.keys(ledger.totals().byTenant)).toEqual(['a', 'b', OTHERS])
    expect(ledger.totals().byTenant[OTHERS]).toMatchObject({ calls: 2, usd: 0.5 })
    expect(ledger.spentToday('a')).toBe(0.25)
    expect(ledger.spentToday('e')).toBe(0.5)
  })
})
