import { createCache, type IdempotencyStore, MemoryIdempotencyStore } from '@larder/cache-core'
import { FakeClock, InMemoryBackend, SeededRandom, settle } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { aBusyHouse, WEDNESDAY_NOON } from './assistant-fixture.ts'
import { createAssistant } from './assistant.ts'
import { CountedBook } from './counted-book-fixture.ts'
import { NOTHING_UNDERSTOOD, ScriptedModel } from './scripted-model-fixture.ts'
import { InMemoryReservationBook } from './testing/in-memory-reservation-book.ts'

/** Two processes on one backend and one book. */
async function twoProcesses(router?: ScriptedModel, claims?: (turns: IdempotencyStore) => IdempotencyStore) {
  const clock = new FakeClock(WEDNESDAY_NOON)
  const shared = new InMemoryBackend(clock)
  const book = new CountedBook(new InMemoryReservationBook({ house: aBusyHouse, clock }))
  const memory = new MemoryIdempotencyStore({ clock })
  const turns = claims?.(memory) ?? memory
  let ids = 0
  const start = (seed: number) =>
    createAssistant({
      book,
      cache: createCache({ shared, clock, random: new SeededRandom(seed) }),
      turns,
      clock,
      random: new SeededRandom(seed),
      newId: () => `conversation-${String(++ids).padStart(12, '0')}`,
      tenant: 'encina',
      models: router === undefined ? {} : { router: [router] },
    })
  const processes = [start(1), start(2)] as const
  await settle()
  return { processes, book, clock }
}

test('a conversation goes on in whatever process takes its message', async () => {
  const { processes, book } = await twoProcesses()
  const { conversationId } = await processes[0].reply('mesa para 4 el viernes a las 21:00')
  await processes[1].reply('Marta', { conversationId })
  await processes[0].reply('600123456', { conversationId })

  const { state, booking } = await processes[1].reply('sí', { conversationId })

  expect(state.turn).toBe(4)
  expect(booking?.code).toBe('R-10001')
  expect(book.booked()).toHaveLength(1)
})

test('two processes that are given a message of one conversation at once: one answers, the other refuses', async () => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  let isGated = false
  const router = new ScriptedModel(async () => {
    if (isGated) await gate
    return { ...NOTHING_UNDERSTOOD, intent: 'greet' }
  })
  const { processes } = await twoProcesses(router)
  const { conversationId } = await processes[0].reply('hola')
  isGated = true

  const first = processes[0].reply('hola', { conversationId })
  await settle()
  await expect(processes[1].reply('hola', { conversationId })).rejects.toMatchObject({ code: 'BUSY' })
  open()

  expect((await first).state.turn).toBe(2)
})

test('a message that was given up frees its turn', async () => {
  let isHanging = true
  const router = new ScriptedModel(() =>
    isHanging ? new Promise(() => {}) : { ...NOTHING_UNDERSTOOD, intent: 'greet' },
  )
  const { processes, clock } = await twoProcesses(router)
  const begun = processes[0].reply('hola')
  await clock.advance(4_000)
  const { conversationId } = await begun
  const controller = new AbortController()
  const given = processes[0].reply('hola', { conversationId, signal: controller.signal })
  const refused = expect(given).rejects.toThrow('gone')
  await settle()
  controller.abort(new Error('gone'))
  await refused
  isHanging = false

  const { state } = await processes[1].reply('hola', { conversationId })

  expect(state.turn).toBe(2)
})

test('a store that hangs costs half a second, and no answer', async () => {
  const { processes, clock } = await twoProcesses(undefined, (turns) => ({
    begin: () => new Promise(() => {}),
    confirm: (key, token, holdMs) => turns.confirm(key, token, holdMs),
    settle: (key, token, answer) => turns.settle(key, token, answer),
    release: (key, token) => turns.release(key, token),
  }))

  const reply = processes[0].reply('hola').then(({ facts }) => ({ facts, at: clock.monotonic() }))
  await clock.advance(2_000)

  const { facts, at } = await reply
  expect(facts).toMatchObject([{ kind: 'greeting' }])
  expect(at).toBeLessThanOrEqual(500)
})
