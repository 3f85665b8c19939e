import { expect, test } from 'vitest'
import { madridClock, saidDay, saidTimes, seatsAt, weekdayOf } from './calendar-fixture.ts'
import { loadDataset } from './load-dataset.ts'
import type { SingleTurn } from './single-turn.ts'

const { houses, singleTurns } = loadDataset()
const bookings = singleTurns.filter(({ gold }) => gold.intent === 'book' || gold.intent === 'check')

test('every now carries the offset that Madrid has at that instant', () => {
  const wrong = singleTurns.filter(({ now }) => {
    const { date, time } = madridClock(now)
    return now.slice(0, 16) !== `${date}T${time}`
  })

  expect(wrong.map(({ id, now }) => `${id} ${now}`)).toEqual([])
})

test('a day of gold is the day that was said, or one of several that may have been meant', () => {
  const wrong = singleTurns.filter(({ now, gold: { slots, resolved } }) => {
    if (slots.date === undefined || resolved?.needs?.includes('date')) return false
    const days = [resolved?.date, ...(resolved?.otherDates ?? [])]
    return !days.includes(saidDay(slots.date, now.slice(0, 10)))
  })

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('a time of gold is one that the words can mean', () => {
  const wrong = singleTurns.filter(({ gold: { slots, resolved } }) => {
    if (slots.time?.kind !== 'clock' || resolved?.needs?.includes('time')) return false
    return !saidTimes(slots.time).includes(resolved?.time ?? '')
  })

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('minutes from now are counted on the real clock, through the nights that it is changed', () => {
  const inMinutes = singleTurns.filter(({ gold }) => gold.slots.time?.kind === 'in')
  const wrong = inMinutes.filter(({ now, gold: { slots, resolved } }) => {
    const minutes = slots.time?.kind === 'in' ? slots.time.minutes : Number.NaN
    const { date, time } = madridClock(Date.parse(now) + minutes * 60_000)
    return resolved?.date !== date || resolved.time !== time
  })

  expect(inMinutes.length).toBeGreaterThan(3)
  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('of two readings of an hour gold has the one that is open, and asks where both are', () => {
  const wrong = bookings.filter((turn) => {
    const { resolved } = turn.gold
    const open = openReadings(turn)
    if (open.length === 2) return !resolved?.needs?.includes('time')
    return open.length === 1 && resolved?.time !== open[0]
  })

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('what a booking lacks is what gold says has to be asked', () => {
  const wrong = bookings.filter(({ gold: { slots, resolved } }) => {
    const lacking = [
      resolved?.date === undefined ? 'date' : '',
      resolved?.time === undefined ? 'time' : '',
      slots.people === undefined ? 'people' : '',
    ].filter((what) => what !== '')
    return lacking.toSorted().join() !== (resolved?.needs ?? []).toSorted().join()
  })

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('what is past is marked as past, and nothing else', () => {
  const wrong = bookings.filter(({ now, gold: { resolved } }) => {
    if (resolved?.date === undefined || resolved.time === undefined) return false
    return `${resolved.date}T${resolved.time}` < now.slice(0, 16) !== (resolved.isPast ?? false)
  })

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('where nobody is seated then, to ask for another day or hour is right too', () => {
  const closed = bookings.flatMap((turn) => closedSlot(turn).map((slot) => ({ turn, slot })))
  const wrong = closed.filter(({ turn, slot }) => !turn.gold.resolved?.mayAsk?.includes(slot))

  expect(closed.length).toBeGreaterThan(7)
  expect(wrong.map(({ turn }) => turn.id)).toEqual([])
})

/** What is wrong with a day and hour to come, if something is. */
function closedSlot({ house, gold: { resolved } }: SingleTurn): readonly ('date' | 'time')[] {
  const found = houses.get(house)?.house
  if (found === undefined || resolved?.date === undefined || resolved.isPast) return []
  const { date, time } = resolved
  const isOpenDay = found.services.some(({ weekdays }) => weekdays.some((day) => day === weekdayOf(date)))
  if (!isOpenDay || found.closedDates.includes(date)) return ['date']
  return time !== undefined && !seatsAt(found, time, weekdayOf(date)) ? ['time'] : []
}

function openReadings({ house, gold: { slots, resolved } }: SingleTurn): readonly string[] {
  const found = houses.get(house)
  if (found === undefined || slots.time?.kind !== 'clock') return []
  const day = resolved?.date === undefined ? undefined : weekdayOf(resolved.date)
  const readings = saidTimes(slots.time)
  return readings.length < 2 ? [] : readings.filter((time) => seatsAt(found.house, time, day))
}
