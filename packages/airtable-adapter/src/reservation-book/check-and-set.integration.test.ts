import type { FaultyRequest } from '@larder/airtable-simulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  aDraft,
  BASE,
  type BookFixture,
  type BookProcess,
  bookFixture,
  byHand,
  keyed,
  recordsIn,
} from './book-fixture.ts'
import type { BookLock } from './book-lock.ts'
import { LocalBookLock } from './local-book-lock.ts'

let fixture: BookFixture
beforeEach(async () => {
  fixture = await bookFixture()
})
afterEach(() => fixture.close())

const DATE = '2027-03-18'
const person = () => fixture.simulator.base(BASE).asUser()
const creations = () =>
  fixture.simulator.journal.entries.filter(
    ({ method, path }) => method === 'POST' && /\/Reservas\??$/.test(path),
  ).length
const isCreate = ({ method, path }: FaultyRequest) => method === 'POST' && /\/Reservas\??$/.test(path)
const isList = ({ method, path }: FaultyRequest) => method === 'GET' && path.endsWith('/Reservas')

/** The bookings that take tables on that evening, straight from the base. */
const evening = () =>
  recordsIn(fixture.simulator, 'Reservas').filter(
    (fields) => fields['Fecha'] === DATE && fields['Estado'] === 'Confirmada',
  )

/** Does something once, at the last moment before anything is written. */
const lockWith = (atTheLastMoment: () => boolean): BookLock => {
  let isOurs: boolean | undefined
  const renew = async () => (isOurs ??= atTheLastMoment())
  return { hold: async () => ({ renew, [Symbol.asyncDispose]: async () => {} }) }
}

test('who shares no lock never both keep a table', async () => {
  const [one, two] = [await fixture.start(), await fixture.start()]
  for (let wave = 0; wave < 5; wave++) {
    const outcomes = await Promise.all(
      [one, two, one, two].map(({ book }) => book.commit(aDraft([wave + 1]), keyed())),
    )
    const booked = outcomes.filter(({ status }) => status === 'booked')

    expect(booked.length).toBeLessThan(2)
  }
  const tables = evening().map(({ Mesa }) => String(Mesa))
  expect(new Set(tables).size).toBe(tables.length)
})

test('of one key that is sent to two who share no lock, nobody is told of a booking that is not there', async () => {
  for (const table of [1, 2, 3]) {
    const key = keyed()
    const both = Promise.withResolvers<void>()
    let arrived = 0
    // Each writes before the other reads back.
    const renew = async () => {
      if (++arrived >= 2) both.resolve()
      return both.promise.then(() => true)
    }
    const lock: BookLock = { hold: async () => ({ renew, [Symbol.asyncDispose]: async () => {} }) }
    const processes = [await fixture.start({ lock }), await fixture.start({ lock })]
    const commit = ({ book }: BookProcess) => book.commit(aDraft([table]), key)

    const outcomes = await Promise.allSettled(processes.map(commit))
    const again = await Promise.all(processes.map(commit))

    expect(arrived).toBeGreaterThan(1)
    const mine = evening().filter(({ Mesa }) => String(Mesa) === aDraft([table]).seating.tables[0])
    const [code] = mine.map(({ Código }) => Código)
    expect(mine).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'fulfilled')
        expect(outcome.value).toMatchObject({ status: 'booked', booking: { code } })
      else expect(outcome.reason).toMatchObject({ code: 'UNAVAILABLE' })
    expect(again).toMatchObject([{ booking: { code } }, { booking: { code } }])
  }
}, 30_000)

test('a person who writes into the base at the last moment keeps the table, and ours is gone', async () => {
  const write = () => person().createRecords('Reservas', byHand()).length > 0
  const { book } = await fixture.start({ lock: lockWith(write) })

  const outcome = await book.commit(aDraft([1]), keyed())

  expect(outcome).toEqual({ status: 'taken' })
  expect(creations()).toBe(1)
  expect(evening().map(({ Código }) => Código)).toEqual(['R-90001'])
})

test.each([
  ['has an instant only', { Fecha: null, Hora: null }],
  ['is of another day by its date, and has no hour', { Fecha: '2027-03-25', Hora: 'por la noche' }],
])('a booking by hand that %s takes its table, and is seen', async (_what, more) => {
  person().createRecords('Reservas', byHand(1, more))
  const { book } = await fixture.start()

  expect(await book.commit(aDraft([1]), keyed())).toEqual({ status: 'taken' })
  expect(await book.occupancies(DATE, keyed())).toMatchObject([{ code: 'R-90001' }])
})

test('a person who comes a second later does not push ours out', async () => {
  const { book } = await fixture.start()
  let hasCome = false
  fixture.simulator.faults.failAll('503', (request) => {
    if (isList(request) && creations() === 1 && !hasCome) {
      hasCome = true
      fixture.setForward(1_000)
      person().createRecords('Reservas', byHand())
    }
    return false
  })

  const outcome = await book.commit(aDraft([1]), keyed())

  expect(outcome).toMatchObject({ status: 'booked', booking: { code: 'R-00041' } })
  expect(evening().map(({ Código }) => Código)).toEqual(['R-00041', 'R-90001'])
})

test('a change to what a person takes at the last moment is put back', async () => {
  const lock = new LocalBookLock()
  const { book } = await fixture.start({ lock })
  const first = await book.commit(aDraft([3], { notes: 'Junto a la ventana' }), keyed())
  if (first.status !== 'booked') throw new Error(first.status)
  const before = evening()
  const write = () => person().createRecords('Reservas', byHand()).length > 0
  const other = await fixture.start({ lock: lockWith(write) })

  const outcome = await other.book.change(first.booking.code, aDraft([1], { people: 3 }), keyed())

  expect(outcome).toEqual({ status: 'taken' })
  const mine = evening().find(({ Código }) => Código === first.booking.code)
  for (const field of ['Mesa', 'Fecha', 'Hora', 'Inicio', 'Personas', 'Notas', 'Cliente', 'Turno', 'Estado'])
    expect([field, mine?.[field]]).toEqual([field, before[0]?.[field]])
})

test('a change that was never read back is, when the same key comes again, and promises no table that a person has', async () => {
  const lock = new LocalBookLock()
  const { book } = await fixture.start({ lock })
  const first = await book.commit(aDraft([3]), keyed())
  const code = first.status === 'booked' ? first.booking.code : ''
  let theirs = ''
  const write = () => (theirs = person().createRecords('Reservas', byHand())[0]?.id ?? '') !== ''
  const other = await fixture.start({ lock: lockWith(write) })
  await other.book.house(keyed())
  fixture.simulator.faults.failAll('503', (request) => isList(request) && theirs !== '')
  const key = keyed()
  const change = () => other.book.change(code, aDraft([1]), key)
  await expect(change()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  fixture.simulator.faults.clear()

  await expect(change()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  person().updateRecord('Reservas', theirs, { Estado: 'Cancelada' })

  expect(await change()).toMatchObject({ status: 'booked', booking: { code } })
})

test('a change leaves the sitting that people have set, unless it moves to another time', async () => {
  const { book } = await fixture.start()
  const sittings = [...fixture.simulator.base(BASE).table('Turnos').records.keys()]
  const outcome = await book.commit(aDraft([1]), keyed())
  const code = outcome.status === 'booked' ? outcome.booking.code : ''
  const mine = () => [...fixture.simulator.base(BASE).table('Reservas').records.keys()].at(-1) ?? ''
  const sitting = () => evening().map(({ Turno }) => Turno)
  const [before] = sitting()
  person().updateRecord('Reservas', mine(), { Turno: [sittings[0]] })

  await book.change(code, aDraft([2], { people: 1 }), keyed())
  expect(sitting()).toEqual([[sittings[0]]])

  const [time, startsAt] = ['22:00', '2027-03-18T22:00:00+01:00']
  const endsAt = '2027-03-18T23:30:00+01:00'
  await book.change(
    code,
    aDraft([2], { seating: { ...aDraft([2]).seating, time, startsAt, endsAt } }),
    keyed(),
  )
  expect(before).toHaveLength(1)
  expect(sitting()).not.toEqual([[sittings[0]]])
  expect(sitting()[0]).toHaveLength(1)
})

test('who takes the code at the last moment keeps it, and ours goes on with the next', async () => {
  const write = () => person().createRecords('Reservas', byHand(7, { Código: 'R-00041' })).length > 0
  const { book } = await fixture.start({ lock: lockWith(write) })

  const outcome = await book.commit(aDraft([1]), keyed())

  expect(outcome).toMatchObject({ status: 'booked', booking: { code: 'R-00042' } })
  expect(evening().map(({ Código }) => Código)).toEqual(['R-00041', 'R-00042'])
})

test('without the lock nothing is written', async () => {
  const { book } = await fixture.start({ lock: lockWith(() => false) })

  await expect(book.commit(aDraft(), keyed())).rejects.toMatchObject({ code: 'BUSY', retryable: true })
  expect([creations(), evening()]).toEqual([0, []])
})

test.each([
  ['what it wrote', undefined, /^renew( renew look){2,}$/],
  ['what became of a write without an answer', 'lost-answer', /^renew renew look( renew look)+$/],
] as const)(
  'it prolongs the lock before each look at %s, and goes on without it',
  async (_what, fault, order) => {
    const happened: string[] = []
    const renew = async () => {
      happened.push('renew')
      if (creations() > 0) throw new Error('The backend is gone.')
      return true
    }
    const lock: BookLock = { hold: async () => ({ renew, [Symbol.asyncDispose]: async () => {} }) }
    const { book } = await fixture.start({ lock })
    const { faults } = fixture.simulator
    if (fault) faults.failNext(1, fault, isCreate)
    else faults.readLagMs = 300
    faults.failAll('503', (request) => {
      if (isList(request) && creations() > 0) happened.push('look')
      return false
    })

    expect((await book.commit(aDraft(), keyed())).status).toBe('booked')

    expect(happened.join(' ')).toMatch(order)
  },
)

test('who waits for too long is told that others write', async () => {
  const lock = new LocalBookLock()
  await using _held = await lock.hold(BASE, new AbortController().signal)
  const { book } = await fixture.start({ lock, waitMs: 20 })

  await expect(book.commit(aDraft(), keyed())).rejects.toMatchObject({ code: 'BUSY' })
})

test('leave that comes after the wait is over is given back', async () => {
  const given = Promise.withResolvers<void>()
  let disposals = 0
  const lock: BookLock = {
    hold: async () => {
      await given.promise
      return { renew: async () => true, [Symbol.asyncDispose]: async () => void disposals++ }
    },
  }
  const { book } = await fixture.start({ lock, waitMs: 20 })
  await expect(book.commit(aDraft(), keyed())).rejects.toMatchObject({ code: 'BUSY' })
  expect(disposals).toBe(0)

  given.resolve()

  await expect.poll(() => disposals).toBe(1)
  expect(creations()).toBe(0)
})

test('a booking whose answer is lost is looked up, and not sent again', async () => {
  const { book } = await fixture.start()
  fixture.simulator.faults.failNext(1, 'lost-answer', isCreate)

  const outcome = await book.commit(aDraft(), keyed())

  expect(outcome.status).toBe('booked')
  expect([creations(), evening().length]).toEqual([1, 1])
})

test('if it cannot be looked up either, the same key finds it later', async () => {
  const { book } = await fixture.start()
  const key = keyed()
  await book.house(key)
  fixture.simulator.faults.failNext(1, 'lost-answer', isCreate)
  fixture.simulator.faults.failAll('503', (request) => isList(request) && creations() > 0)

  await expect(book.commit(aDraft(), key)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true })
  fixture.simulator.faults.clear()
  const outcome = await book.commit(aDraft(), key)

  expect(outcome).toMatchObject({ status: 'booked', booking: { code: 'R-00041' } })
  expect([creations(), evening().length]).toEqual([1, 1])
})

test('one that was never read back is, when the same key comes again, and yields to who was first', async () => {
  const write = () => person().createRecords('Reservas', byHand()).length > 0
  const { book } = await fixture.start({ lock: lockWith(write) })
  const key = keyed()
  await book.house(key)
  fixture.simulator.faults.failAll('503', (request) => isList(request) && creations() > 0)
  await expect(book.commit(aDraft(), key)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(evening()).toHaveLength(2)
  fixture.simulator.faults.clear()

  const again = await fixture.start()
  const outcome = await again.book.commit(aDraft(), key)

  expect(outcome).toEqual({ status: 'taken' })
  expect(evening().map(({ Código }) => Código)).toEqual(['R-90001'])
})

test('what certainly was not written is told so, and may be sent again', async () => {
  const { book } = await fixture.start()
  const key = keyed()
  fixture.simulator.faults.failAll('503', isCreate)
  await expect(book.commit(aDraft(), key)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  fixture.simulator.faults.clear()

  expect(evening()).toEqual([])
  expect((await book.commit(aDraft(), key)).status).toBe('booked')
})

test('what Airtable does not show yet holds the next writer up, and nobody books over it', async () => {
  const lock = new LocalBookLock()
  const [one, two] = [await fixture.start({ lock }), await fixture.start({ lock })]
  fixture.simulator.faults.readLagMs = 500

  const outcomes = await Promise.all([one, two].map(({ book }) => book.commit(aDraft([1]), keyed())))

  expect(outcomes.map(({ status }) => status).sort()).toEqual(['booked', 'taken'])
  expect(evening()).toHaveLength(1)
})

test('a key that comes again before Airtable shows what it has booked gets the first booking', async () => {
  const { book } = await fixture.start()
  const key = keyed()
  const { faults } = fixture.simulator
  // Nothing is shown until it is booked a second time.
  faults.readLagMs = 3_600_000
  faults.failNext(1, 'lost-answer', isCreate)
  await expect(book.commit(aDraft(), key)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  faults.failAll('503', (request) => {
    if (isCreate(request)) faults.readLagMs = 0
    return false
  })

  const outcome = await book.commit(aDraft(), key)

  expect(outcome).toMatchObject({ status: 'booked', booking: { code: 'R-00041' } })
  expect([creations(), evening().length]).toEqual([2, 1])
})

test('what it costs: a booking six requests, a table that is taken one, a change four, cancelling two', async () => {
  const { book } = await fixture.start()
  await book.house(keyed())
  const { journal } = fixture.simulator
  const costOf = async (work: () => Promise<unknown>) => {
    const before = journal.counts.requests
    await work()
    return journal.counts.requests - before
  }

  const booked = await costOf(() => book.commit(aDraft([1]), keyed()))
  const taken = await costOf(() => book.commit(aDraft([1]), keyed()))
  const changed = await costOf(() => book.change('R-00041', aDraft([2]), keyed()))
  const cancelled = await costOf(() => book.cancel('R-00041', keyed()))

  expect({ booked, taken, changed, cancelled }).toEqual({ booked: 6, taken: 1, changed: 4, cancelled: 2 })
})

test('errors tell nothing of the guest', async () => {
  const { book } = await fixture.start()
  fixture.simulator.faults.failAll('500', isCreate)
  const failed = await book
    .commit(aDraft([1], { guest: { name: 'Ana Secreta', phone: '+34 699 888 777' } }), keyed())
    .catch((error: unknown) => error)

  expect(failed).toBeInstanceOf(Error)
  for (let error = failed; error instanceof Error; error = error.cause)
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/Secreta|699 888 777/)
})

test('guests are found again by their phone, and not written twice', async () => {
  const { book } = await fixture.start()
  const guests = () => recordsIn(fixture.simulator, 'Clientes').length
  const before = guests()

  await book.commit(aDraft([1]), keyed())
  await book.commit(aDraft([2], { guest: { name: 'Ana', phone: '600100200' } }), keyed())
  await book.commit(aDraft([3], { guest: { name: 'Otra', phone: '+34 600 100 201' } }), keyed())

  expect(guests()).toBe(before + 2)
  expect(evening().map(({ Cliente }) => String(Cliente))[0]).toBe(
    evening().map(({ Cliente }) => String(Cliente))[1],
  )
  const found = await book.find({ phone: '600 100 200', name: 'Ana', date: DATE }, keyed())
  expect(found.map(({ guest }) => guest.name)).toEqual(['Ana Gil', 'Ana'])
})

test('who gives the phone or the address of somebody else learns nothing of them', async () => {
  const { book } = await fixture.start()
  const ana = { name: 'Ana Gil', phone: '+34 600 100 200', email: 'ana@example.com' }
  await book.commit(aDraft([1], { guest: ana }), keyed())
  const guests = [
    { name: 'Mallory', phone: ana.phone },
    { name: 'Ana Gil', phone: ana.phone },
    { name: 'Mallory', phone: '600100200', email: 'm@example.com' },
  ]
  for (const [index, guest] of guests.entries()) {
    const key = keyed()
    const draft = aDraft([index + 2], { guest })
    const outcome = await book.commit(draft, key)
    const code = outcome.status === 'booked' ? outcome.booking.code : ''

    const found = await book.find({ code, name: guest.name }, keyed())
    const again = await book.commit(draft, key)

    expect(found.map((booking) => booking.guest)).toEqual([guest])
    expect(again).toMatchObject({ booking: { guest } })
    expect(again.status === 'booked' && again.booking.guest.email).toBe(guest.email)
  }
  // By the address alone the same record is found, and its phone stays there.
  const { email } = ana
  const outcome = await book.commit(aDraft([5], { guest: { name: 'Mallory', email } }), keyed())
  const code = outcome.status === 'booked' ? outcome.booking.code : ''
  const [found] = await book.find({ code, name: 'Mallory' }, keyed())
  expect(found?.guest).toEqual({ name: 'Mallory', email })
})

test('a change that says no more than a name leaves what the booking said of its guest', async () => {
  const { book } = await fixture.start()
  const guest = { name: 'Ana Gil', phone: '+34 600 100 200' }
  const outcome = await book.commit(aDraft([1], { guest }), keyed())
  const code = outcome.status === 'booked' ? outcome.booking.code : ''

  await book.change(code, aDraft([2], { guest: { name: 'Ana' } }), keyed())

  const [found] = await book.find({ code, phone: guest.phone }, keyed())
  expect(found?.guest).toEqual({ name: 'Ana', phone: guest.phone })
})
