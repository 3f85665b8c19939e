import { describe, expect, test } from 'vitest'
import { FakeClock, InMemoryBackend } from '@larder/cache-core/testing'
import { toFollowedHook } from './followed-hook.ts'
import { LocalWebhookState } from './local-webhook-state.ts'
import { SharedWebhookState } from './shared-webhook-state.ts'
import { HOOK, webhookStateContract } from './webhook-state-contract-fixture.ts'

describe('in one process', () => {
  const setup = async () => {
    const state = new LocalWebhookState()
    return { open: async () => state, pass: async () => {}, close: async () => {} }
  }
  for (const { name, run } of webhookStateContract(setup, false)) test(name, run)
})

describe('on a backend in memory', () => {
  const setup = async () => {
    const clock = new FakeClock()
    const backend = new InMemoryBackend(clock)
    const open = async () => new SharedWebhookState({ backend, namespace: 'ns', clock })
    return { open, pass: (ms: number) => clock.advance(ms), close: () => backend.close() }
  }
  for (const { name, run } of webhookStateContract(setup, true)) test(name, run)
})

test('a backend that hangs is given up after the deadline', async () => {
  const clock = new FakeClock()
  const backend = new InMemoryBackend(clock)
  backend.store.get = () => new Promise(() => {})
  const state = new SharedWebhookState({ backend, namespace: 'ns', clock, deadlineMs: 200 })
  const reading = expect(state.read('appA')).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' })

  await clock.advance(200)

  await reading
})

test('is forgotten after two weeks: Airtable has forgotten it too', async () => {
  const clock = new FakeClock()
  const state = new SharedWebhookState({ backend: new InMemoryBackend(clock), namespace: 'ns', clock })
  await state.write('appA', HOOK)
  await clock.advance(14 * 86_400_000 - 1)
  expect(await state.read('appA')).toEqual(HOOK)
  await clock.advance(1)

  expect(await state.read('appA')).toBeUndefined()
})

test.each([
  null,
  'x',
  {},
  { ...HOOK, revision: 0 },
  { ...HOOK, cursor: 'x' },
  { ...HOOK, cursor: 1.5 },
  { ...HOOK, readAt: null },
  { ...HOOK, webhookId: 7 },
  { ...HOOK, secret: undefined },
])('%j is no hook', (stored) => {
  expect(toFollowedHook(stored)).toBeUndefined()
})

test('what is wrong with less is left out', () => {
  const stored = { ...HOOK, formerSecrets: ['a', 7], gap: 'x', expiresAt: 'x', notificationUrl: 7 }

  expect(toFollowedHook(stored)).toEqual({
    ...HOOK,
    formerSecrets: ['a'],
    gap: undefined,
    expiresAt: undefined,
    notificationUrl: undefined,
  })
})
