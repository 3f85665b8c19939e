import { expect, test } from 'vitest'
import { buildKey, createCache } from '@larder/cache-core'
import { FakeClock, SeededRandom, settle } from '@larder/cache-core/testing'
import type { AssistantError } from './assistant-error.ts'
import { talk, type Talk, WEDNESDAY_NOON } from './assistant-fixture.ts'
import type { CountedBook } from './counted-book-fixture.ts'
import type { BookingDraft, CommitContext, ReservationBook } from './ports/reservation-book.ts'
import { ReservationBookError } from './ports/reservation-book-error.ts'
import type { ReplyEvent } from './reply.ts'
import { NOTHING_UNDERSTOOD, ScriptedModel } from './scripted-model-fixture.ts'

const hangs = () => new ScriptedModel(() => new Promise(() => {}))
const breaks = () =>
  new ScriptedModel(() => {
    throw new Error('503')
  })
const SUMMED_UP = ['mesa para 4 el viernes a las 21:00', 'Marta', '600123456'] as const

/** A book whose commit does what a test says. */
function withCommit(
  book: CountedBook,
  commit: (draft: BookingDraft, context: CommitContext) => ReturnType<ReservationBook['commit']>,
): ReservationBook {
  return {
    house: book.house,
    occupancies: book.occupancies,
    find: book.find,
    heldBy: book.heldBy,
    change: (code, draft, context) => book.change(code, draft, context),
    cancel: (code, context) => book.cancel(code, context),
    commit,
  }
}

test('models that fail are answered for by the rules', async () => {
  const { say, booked } = talk({
    models: { router: [breaks(), breaks()], logic: [breaks()], human: [breaks()] },
  })

  for (const message of SUMMED_UP) await say(message)
  const { servedBy } = await say('sí')

  expect(servedBy).toEqual({
    router: { by: 'rules', because: 'failed' },
    human: { by: 'rules', because: 'failed' },
  })
  expect(booked()).toHaveLength(1)
})

test('a first model that hangs leaves the second one time to answer within 4 s', async () => {
  const second = new ScriptedModel(() => ({ ...NOTHING_UNDERSTOOD, intent: 'greet' }))
  const { assistant, clock } = talk({ models: { router: [hangs(), second] } })

  const reply = assistant.reply('Hola')
  await clock.advance(2_000)

  expect((await reply).servedBy.router).toMatchObject({ by: 'fallback', provider: 'scripted' })
})

test('models that all hang cost their deadlines and no more', async () => {
  const { assistant, clock } = talk({ models: { router: [hangs(), hangs()], human: [hangs()] } })
  const begunAt = clock.monotonic()

  const reply = assistant.reply('mesa para 4 el viernes').then((done) => ({ done, at: clock.monotonic() }))
  await clock.advance(20_000)

  const { done, at } = await reply
  expect(done.text).toContain('¿A qué hora?')
  expect(at - begunAt).toBeLessThanOrEqual(9_000)
})

test('a message never takes longer than its deadline, whatever hangs', async () => {
  const { assistant, clock } = talk({
    models: { router: [hangs()], logic: [hangs()], human: [hangs()] },
    inFront: (book) => ({
      ...withCommit(book, () => new Promise(() => {})),
      occupancies: () => new Promise(() => {}),
    }),
  })

  const reply = assistant
    .reply('mesa para 4 el viernes a las 21:00')
    .then((done) => ({ done, at: clock.monotonic() }))
  await clock.advance(20_000)

  const { done, at } = await reply
  expect(done.facts).toMatchObject([{ kind: 'trouble' }])
  expect(at).toBeLessThanOrEqual(12_000)
})

/** The first write is made, and its answer lost. */
function brokenAfterWriting(): Talk {
  let isFirst = true
  return talk({
    inFront: (book) =>
      withCommit(book, async (draft, context) => {
        const outcome = await book.commit(draft, context)
        if (!isFirst) return outcome
        isFirst = false
        throw new Error('planned: the connection broke after it was written')
      }),
  })
}

test('a booking whose outcome is not known is not told as made, and is made once', async () => {
  const { say, booked } = brokenAfterWriting()
  for (const message of SUMMED_UP) await say(message)

  expect((await say('sí')).facts).toMatchObject([{ kind: 'trouble' }])
  const { facts } = await say('¿está hecha?')

  expect(facts[0]).toMatchObject({ kind: 'booked', code: 'R-10001' })
  expect(booked()).toHaveLength(1)
})

/** Two times the book is away before anything is written, or once. */
function awayAt(...times: readonly number[]): Talk {
  let calls = 0
  return talk({
    inFront: (book) =>
      withCommit(book, (draft, context) =>
        times.includes(++calls)
          ? Promise.reject(new ReservationBookError('UNAVAILABLE', 'planned: the book is away'))
          : book.commit(draft, context),
      ),
  })
}

test.each(['no, déjalo, ya he llamado por teléfono', 'no', 'never mind, I called you'])(
  'whoever says "%s" to a booking that is in doubt causes no write',
  async (message) => {
    const { say, book, booked } = awayAt(1)
    for (const said of [...SUMMED_UP, 'sí']) await say(said)

    const { facts, state } = await say(message)

    expect(facts).toMatchObject([{ kind: 'unsettled', isLetGo: true, phone: '+34 910 000 000' }])
    expect(state.task).toBeUndefined()
    expect([book.writes, booked()]).toEqual([0, []])
  },
)

test('a booking in doubt is sent again only after it was summed up again and agreed to', async () => {
  const { say, book, booked } = awayAt(1, 2)
  for (const said of [...SUMMED_UP, 'sí']) await say(said)

  for (const message of ['sí', 'hola', 'mejor a las 22:00', '¿dónde estáis?']) {
    const { facts } = await say(message)
    expect(facts.slice(-2)).toMatchObject([
      { kind: 'unsettled', isLetGo: false },
      { kind: 'summary', sitting: { time: '21:00' } },
    ])
    expect(book.writes).toBe(0)
    await say('quiero hablar con una persona')
  }
  await say('hola')
  expect((await say('sí')).facts).toMatchObject([{ kind: 'trouble' }])
  await say('sí')

  expect((await say('sí')).facts).toMatchObject([{ kind: 'booked', code: 'R-10001' }])
  expect(booked()).toHaveLength(1)
})

test('nothing is booked for an evening that is over', async () => {
  const { say, book, clock } = awayAt(1)
  for (const said of ['mesa para 4 hoy a las 21:00', 'Marta', '600123456', 'sí']) await say(said)
  await clock.advance(20 * 3_600_000)

  const { facts } = await say('hola')

  expect(facts).toMatchObject([
    { kind: 'unsettled', isLetGo: true },
    { kind: 'not-allowed', isLate: true },
  ])
  await say('sí')
  expect(book.writes).toBe(0)
})

test('a booking that turns out to be in the book, and is not wanted, is told of and offered to be cancelled', async () => {
  const { say, booked } = brokenAfterWriting()
  for (const said of [...SUMMED_UP, 'sí']) await say(said)

  const { facts } = await say('no, déjalo')

  expect(facts).toMatchObject([
    { kind: 'booked', code: 'R-10001' },
    { kind: 'summary-cancel', code: 'R-10001' },
  ])
  expect(booked()).toHaveLength(1)
  expect((await say('sí')).facts).toMatchObject([{ kind: 'cancelled', code: 'R-10001' }])
})

test('a key that the book knows for something else is not taken for nothing written', async () => {
  const { say } = talk({
    inFront: (book) =>
      withCommit(book, () =>
        Promise.reject(
          new ReservationBookError('KEY_REUSED', 'planned: the key was used for another booking'),
        ),
      ),
  })
  for (const said of SUMMED_UP) await say(said)

  const { facts, state } = await say('sí')

  expect(facts).toMatchObject([{ kind: 'unsettled', isLetGo: true, phone: '+34 910 000 000' }])
  expect(state.task).toBeUndefined()
})

test('without a phone what was written is found by its key', async () => {
  const { say, booked } = brokenAfterWriting()
  for (const said of ['mesa para 4 el viernes a las 21:00', 'Marta', 'no', 'sí']) await say(said)

  expect((await say('¿está hecha?')).facts).toMatchObject([{ kind: 'unsettled' }, { kind: 'summary' }])
  expect((await say('sí')).facts).toMatchObject([{ kind: 'booked', code: 'R-10001' }])
  expect(booked()).toHaveLength(1)
})

test('a key whose booking was cancelled since is not told as booked', async () => {
  const { say, book, booked } = brokenAfterWriting()
  for (const said of ['mesa para 4 el viernes a las 21:00', 'Marta', 'no', 'sí', 'hola']) await say(said)
  await book.cancel('R-10001', { signal: new AbortController().signal, idempotencyKey: 'by phone' })

  const { facts, state } = await say('sí')

  expect(facts).toMatchObject([{ kind: 'unknown-booking' }])
  expect(state).toMatchObject({ task: undefined, codes: [] })
  expect(booked()).toEqual([])
})

test('a cancellation in doubt is told as done when the booking is gone', async () => {
  let isBroken = true
  const { say, booked } = talk({
    inFront: (book) => ({
      ...withCommit(book, (draft, context) => book.commit(draft, context)),
      cancel: async (code, context) => {
        const outcome = await book.cancel(code, context)
        if (!isBroken) return outcome
        isBroken = false
        throw new Error('planned: the connection broke after it was written')
      },
    }),
  })
  for (const said of [...SUMMED_UP, 'sí', 'quiero cancelar la reserva']) await say(said)

  expect((await say('sí')).facts).toMatchObject([{ kind: 'trouble' }])
  expect((await say('¿está cancelada?')).facts[0]).toMatchObject({ kind: 'cancelled', code: 'R-10001' })
  expect(booked()).toEqual([])
})

/** A caller who goes away while the first write runs: it goes on. */
async function goneDuringWrite(messages: readonly string[]): Promise<Talk & { readonly id: string }> {
  const controller = new AbortController()
  let isCutOff: boolean | undefined
  const guest = talk({
    inFront: (book) =>
      withCommit(book, async (draft, context) => {
        controller.abort(new Error('gone'))
        await settle()
        isCutOff = context.signal.aborted
        return book.commit(draft, context)
      }),
  })
  let id = (await guest.assistant.reply('hola')).conversationId
  for (const message of messages.slice(0, -1))
    ({ conversationId: id } = await guest.assistant.reply(message, { conversationId: id }))
  // What a caller who is gone would be told does not matter.
  await Promise.allSettled([
    guest.assistant.reply(messages.at(-1) ?? '', { conversationId: id, signal: controller.signal }),
  ])
  expect(isCutOff).toBe(false)
  return { ...guest, id }
}

test('a caller who goes away during the write does not make the conversation forget it', async () => {
  const { assistant, booked, id } = await goneDuringWrite([...SUMMED_UP, 'sí'])

  for (const message of ['mejor a las 22:00', 'sí', 'sí'])
    await assistant.reply(message, { conversationId: id })

  expect(booked()).toMatchObject([{ code: 'R-10001', seating: { time: '22:00' } }])
})

test('nor one whose booking was asked for with all details at once', async () => {
  const all = 'Soy Marta Ruiz, 600123456, quiero reservar mesa para 4 el viernes a las 21:00'
  const { assistant, booked, id } = await goneDuringWrite([all])

  expect(await assistant.conversation(id)).toMatchObject({ turn: 2, codes: ['R-10001'] })
  const { facts } = await assistant.reply('¿puede ser a las 22:00?', { conversationId: id })

  expect(facts).toMatchObject([{ kind: 'summary', action: 'change', code: 'R-10001' }])
  expect(booked()).toHaveLength(1)
})

test('what is sent is stored before the book is asked', async () => {
  const cache = createCache({ clock: new FakeClock(WEDNESDAY_NOON), random: new SeededRandom(1) })
  const { say, assistant } = talk({
    cache,
    // As a process that ends there.
    inFront: (book) => withCommit(book, () => new Promise(() => {})),
  })
  let conversationId = ''
  for (const message of SUMMED_UP) ({ conversationId } = await say(message))

  void assistant.reply('sí', { conversationId })
  await settle()

  const stored = await cache.get(buildKey('assistant', 'encina', 'conversation', conversationId))
  expect(stored).toMatchObject({ task: { awaiting: { isUnsettled: true, draft: { people: 4 } } } })
})

test('a yes is to what was said last: after anything else it is summed up again', async () => {
  const { say, booked } = talk()
  for (const message of SUMMED_UP) await say(message)
  await say('quiero poner una reclamación')

  expect((await say('sí')).facts).toMatchObject([{ kind: 'summary' }])
  expect(booked()).toEqual([])
  await say('sí')

  expect(booked()).toHaveLength(1)
})

test('what was summed up before the book failed is summed up again, with what was said then or without', async () => {
  let isDown = false
  const { say, booked } = talk({
    inFront: (book) => ({
      ...withCommit(book, (draft, context) => book.commit(draft, context)),
      occupancies: (date, context) =>
        isDown ? Promise.reject(new Error('planned: the book is away')) : book.occupancies(date, context),
    }),
  })
  for (const message of SUMMED_UP) await say(message)
  isDown = true
  expect((await say('mejor a las 22:00')).facts).toMatchObject([{ kind: 'trouble' }])
  isDown = false

  expect((await say('sí')).facts).toMatchObject([{ kind: 'summary' }])
  expect(booked()).toEqual([])
})

test('a table that is taken in the last moment is replaced by another one at the same time', async () => {
  const { say, someoneElse, booked } = talk()
  for (const message of SUMMED_UP) await say(message)
  await someoneElse()('Soy Eva Gil, 600999888, mesa para 4 el viernes a las 21:00 en el salón')

  const { facts } = await say('sí')

  expect(facts).toMatchObject([{ kind: 'booked', sitting: { time: '21:00' } }])
  const tables = booked().flatMap(({ seating }) => seating.tables)
  expect(tables).toHaveLength(2)
  expect(new Set(tables).size).toBe(2)
})

test('when nothing is left at that time, what is near is offered', async () => {
  const { say, someoneElse, booked } = talk()
  for (const message of ['mesa para 6 el viernes a las 21:00', 'Marta', '600123456']) await say(message)
  await someoneElse()('Soy Eva Gil, 600999888, mesa para 6 el viernes a las 21:00')

  const { facts, state } = await say('sí')

  expect(facts).toMatchObject([{ kind: 'offer', wasTaken: true }])
  expect(state.expecting).toBe('choice')
  expect(booked()).toHaveLength(1)
})

test('fifty guests who want the last table: one has it', async () => {
  const { someoneElse, booked } = talk()
  const guests = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const say = someoneElse()
      for (const message of ['mesa para 6 el viernes a las 21:00', 'Marta', '600123456']) await say(message)
      return say
    }),
  )

  const replies = await Promise.all(guests.map((say) => say('sí')))

  expect(replies.filter(({ booking }) => booking !== undefined)).toHaveLength(1)
  expect(booked()).toHaveLength(1)
})

test('two messages at once are taken one after the other', async () => {
  const { assistant, say, booked } = talk()
  let conversationId = ''
  for (const message of SUMMED_UP) ({ conversationId } = await say(message))

  const replies = await Promise.all([
    assistant.reply('sí', { conversationId }),
    assistant.reply('sí', { conversationId }),
  ])

  expect(replies.map(({ state }) => state.turn)).toEqual([4, 5])
  expect(booked()).toHaveLength(1)
})

test('too many at once are refused', async () => {
  const { assistant, clock } = talk({ models: { router: [hangs()] } })
  const first = assistant.reply('hola')
  await clock.advance(4_000)
  const { conversationId } = await first

  const answers = Promise.allSettled(
    Array.from({ length: 6 }, () => assistant.reply('hola', { conversationId })),
  )
  await clock.advance(60_000)

  const refused = (await answers).filter(({ status }) => status === 'rejected')
  expect(refused.map((answer) => (answer as PromiseRejectedResult).reason as AssistantError)).toMatchObject([
    { code: 'BUSY' },
    { code: 'BUSY' },
  ])
})

test.each([
  ['no text', '   '],
  ['2,001 characters', 'a'.repeat(2_001)],
])('refuses %s', async (_what, message) => {
  const { assistant } = talk()

  await expect(assistant.reply(message)).rejects.toMatchObject({ code: 'INVALID_MESSAGE' })
})

test('refuses a conversation that is not there, and one that has ended', async () => {
  const { assistant, clock } = talk()
  const { conversationId } = await assistant.reply('hola')
  await clock.advance(24 * 3_600_000 + 1)

  for (const id of [conversationId, 'x', '../../etc/passwd', 'a'.repeat(22)])
    await expect(assistant.reply('hola', { conversationId: id })).rejects.toMatchObject({
      code: 'UNKNOWN_CONVERSATION',
    })
})

test('stops with its caller, and the conversation stays where it was', async () => {
  let isSlow = false
  const router = new ScriptedModel(() =>
    isSlow ? new Promise(() => {}) : { ...NOTHING_UNDERSTOOD, intent: 'greet' },
  )
  const { assistant } = talk({ models: { router: [router] } })
  const { conversationId } = await assistant.reply('hola')
  isSlow = true
  const controller = new AbortController()

  const reply = assistant.reply('mesa para 4', { conversationId, signal: controller.signal })
  const refused = expect(reply).rejects.toThrow('gone')
  await settle()
  controller.abort(new Error('gone'))
  await refused

  expect(await assistant.conversation(conversationId)).toMatchObject({ turn: 1, task: undefined })
})

test('streams what it understood, the text, and the whole', async () => {
  const { assistant } = talk()

  const events: ReplyEvent[] = []
  for await (const event of assistant.stream('mesa para 4 el viernes a las 21:00')) events.push(event)

  expect(events[0]).toEqual({ type: 'understood', intent: 'book', language: 'es' })
  const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('')
  expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text } })
  expect(text).toBe('Mesa para 4 personas el viernes 4 de diciembre a las 21:00. ¿A nombre de quién?')
})
