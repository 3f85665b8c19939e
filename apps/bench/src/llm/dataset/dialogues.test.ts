import type { Booking, House, Seating } from '@larder/assistant'
import { expect, test } from 'vitest'
import { bookingOfRecord } from './booking-of-record.ts'
import { seatsAt, weekdayOf } from './calendar-fixture.ts'
import type { BookRecord, Dialogue, GoalBooking } from './dialogue.ts'
import { loadDataset } from './load-dataset.ts'
import { type InSplit, SPLITS } from './split-of.ts'

const { houses, dialogues, attacks } = loadDataset()
const withBooks = [...dialogues, ...attacks]

test.each(SPLITS)('%s has 45 dialogues in Spanish and 15 in English', (split) => {
  const own = dialogues.filter((talk) => talk.split === split)

  expect(own.filter(({ lang }) => lang === 'es')).toHaveLength(45)
  expect(own.filter(({ lang }) => lang === 'en')).toHaveLength(15)
})

test.each(SPLITS)('corrections, changes of mind, missing slots and two bookings are all in %s', (split) => {
  const tags = dialogues.filter((talk) => talk.split === split).flatMap(({ tags }) => tags)

  for (const tag of ['correction', 'change-of-mind', 'missing-slots', 'two-bookings', 'no-booking']) {
    expect(tags.filter((each) => each === tag).length, tag).toBeGreaterThan(3)
  }
})

test('no two dialogues of different clusters are the same talk', () => {
  const talks = new Map(dialogues.map(({ turns }) => [turns.join(' ').toLowerCase(), turns]))

  expect(talks.size).toBe(dialogues.length)
})

test.each<[string, readonly Talk[]]>([
  ['dialogues', dialogues],
  ['attacks', attacks],
])('what is held out of %s is nothing that may be read in other words', (_, cases) => {
  const held = cases.filter(({ split }) => split === 'test')
  const read = cases.filter(({ split }) => split === 'dev')
  const clusters = new Set(read.map(({ cluster }) => cluster))
  const alike = held.flatMap((one) =>
    read.filter((other) => likeness(one.turns, other.turns) > 0.4).map(({ id }) => `${one.id} ${id}`),
  )

  expect(held.filter(({ cluster }) => clusters.has(cluster))).toEqual([])
  expect(alike).toEqual([])
})

test('a book has each code once, tables that are there, and nobody on the lap of another', () => {
  const wrong = withBooks.filter(({ house, book }) => {
    const bookings = booked(houseOf(house), book)
    const clash = bookings.some((one, index) =>
      bookings.slice(index + 1).some((other) => overlap(one.seating, other.seating)),
    )
    return clash || new Set(book.map(({ code }) => code)).size !== book.length
  })

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('the goal keeps every line of the book, and changes only what has something to do with the talk', () => {
  const lost = dialogues.filter(({ book, goal }) =>
    book.some(({ code }) => goal.filter((end) => end.code === code).length !== 1),
  )
  const touched = dialogues.filter(({ book, goal }) => goal.some((end) => isNew(end, book)))

  expect(lost.map(({ id }) => id)).toEqual([])
  expect(touched.length).toBeGreaterThan(100)
  for (const { id, book, goal, tags } of dialogues) {
    if (tags.includes('no-booking')) expect(goal, id).toHaveLength(book.length)
  }
})

test('the goal can be reached: parties are seated then, and there is a table for each', () => {
  const wrong = dialogues.filter((talk) => !canBeReached(talk))

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('a guest who books can say a name, a telephone and yes', () => {
  const silent = dialogues.filter(({ ifAsked: { name, phone, confirm } }) => !name || !phone || !confirm)

  expect(silent.map(({ id }) => id)).toEqual([])
})

type Talk = Pick<Dialogue, 'id' | 'cluster' | 'turns'> & InSplit

/** The share of words, short ones left out, that two talks have in common; 1 for the same ones. */
function likeness(one: readonly string[], other: readonly string[]): number {
  const wordsOf = (turns: readonly string[]) =>
    turns
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\d]{4,}/gu) ?? []
  const words = new Set(wordsOf(one))
  const others = new Set(wordsOf(other))
  const shared = [...words].filter((word) => others.has(word)).length
  return shared / (words.size + others.size - shared)
}

function houseOf(id: string): House {
  const found = houses.get(id)
  if (found === undefined) throw new Error(`no house ${id}`)
  return found.house
}

function booked(house: House, book: readonly BookRecord[]): Booking[] {
  return book.filter(({ status }) => status === 'booked').map((record) => bookingOfRecord(house, record))
}

function overlap(one: Seating, other: Seating): boolean {
  const isAtOnce =
    Date.parse(one.startsAt) < Date.parse(other.endsAt) && Date.parse(other.startsAt) < Date.parse(one.endsAt)
  return isAtOnce && one.tables.some((table) => other.tables.includes(table))
}

function isNew(end: GoalBooking, book: readonly BookRecord[]): boolean {
  const before = book.find(({ code }) => code === end.code)
  const key = ({ date, time, people, status }: Omit<GoalBooking, 'code'>) =>
    `${date} ${time} ${people} ${status}`
  return before === undefined || end.zone !== undefined || key(before) !== key(end)
}

/** Tries every table and every joinable set for each new booking, one after the other. */
function canBeReached({ now, house: id, book, goal }: Dialogue): boolean {
  const house = houseOf(id)
  const fresh = goal.filter((end) => end.status === 'booked' && isNew(end, book))
  const taken = booked(
    house,
    book.filter(({ code }) => goal.some((end) => end.code === code && !isNew(end, book))),
  )
  return place(fresh, taken)

  function place(rest: readonly GoalBooking[], taken: readonly Booking[]): boolean {
    const [end, ...others] = rest
    if (end === undefined) return true
    if (!isSeated(end)) return false
    return [...house.tables.map(({ id }) => [id]), ...house.joinable.map(({ tables }) => tables)].some(
      (tables) => {
        const booking = bookingOfRecord(house, { ...end, code: end.code ?? 'R-00000', tables })
        const isFree = taken.every(({ seating }) => !overlap(seating, withBuffer(booking.seating)))
        const isWhere = end.zone === undefined || booking.seating.zone === end.zone
        return isWhere && seats(tables) >= end.people && isFree && place(others, [...taken, booking])
      },
    )
  }

  function isSeated({ date, time, people }: GoalBooking): boolean {
    const isOpen = seatsAt(house, time, weekdayOf(date)) && !house.closedDates.includes(date)
    const lead = Date.parse(`${date}T${time}Z`) - Date.parse(`${now.slice(0, 16)}Z`)
    const isOnGrid = Number(time.slice(3)) % house.gridMinutes === 0
    return isOpen && isOnGrid && people <= house.maxPeople && lead >= house.leadMinutes * 60_000
  }

  function seats(tables: readonly string[]): number {
    const [only] = tables
    if (tables.length > 1) return house.joinable.find((set) => set.tables === tables)?.seats ?? 0
    const table = house.tables.find(({ id }) => id === only)
    return table === undefined || table.isOutOfService ? 0 : table.seats
  }

  function withBuffer(seating: Seating): Seating {
    const later = (instant: string, by: number) =>
      new Date(Date.parse(instant) + by * house.bufferMinutes * 60_000).toISOString()
    return { ...seating, startsAt: later(seating.startsAt, -1), endsAt: later(seating.endsAt, 1) }
  }
}
