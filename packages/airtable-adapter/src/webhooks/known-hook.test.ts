import { expect, test, vi } from 'vitest'
import { KnownHook } from './known-hook.ts'
import { LocalWebhookState } from './local-webhook-state.ts'
import { HOOK } from './webhook-state-contract-fixture.ts'

const { signal } = new AbortController()
const managing = { signal, mayManage: true }
const alone = { signal, mayManage: false }

async function knownHook() {
  const state = new LocalWebhookState()
  await state.write('appA', HOOK)
  const known = new KnownHook('appA', state)
  await known.load()
  return { state, known }
}

test('takes what others have noted, of the same revision too: two that noted it at once must agree', async () => {
  const { state, known } = await knownHook()
  await state.write('appA', { ...HOOK, webhookId: 'achB' })

  await known.load()

  expect(known.current?.webhookId).toBe('achB')
})

test('keeps what it could not write, and what others note later counts for more', async () => {
  const { state, known } = await knownHook()
  const away = vi.spyOn(state, 'write').mockRejectedValue(new Error('away'))
  await known.save({ ...HOOK, cursor: 8 }, managing)
  away.mockRestore()
  await known.load()
  const own = known.current
  await state.write('appA', { ...HOOK, revision: 5, cursor: 9 })
  await known.load()

  expect(own).toMatchObject({ revision: 4, cursor: 8 })
  expect(known.current).toMatchObject({ revision: 5, cursor: 9 })
})

test('alone, writes nothing, and gives way to what was noted before', async () => {
  const { state, known } = await knownHook()
  await known.save({ ...HOOK, cursor: 8 }, alone)
  const own = known.current

  await known.load()

  expect(own).toMatchObject({ revision: 3, cursor: 8 })
  expect(known.current).toEqual(HOOK)
  expect(await state.read('appA')).toEqual(HOOK)
})
