import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { resolveWhen } from '../resolve-when.ts'
import { RulesRouter } from './rules-router.ts'
import { HOUSE } from './short-when-fixture.ts'

const router = new RulesRouter()
const FIRST = DateTime.fromISO('2027-01-01', { zone: HOUSE.timeZone })
const DAYS = Array.from({ length: 365 }, (_, days) => FIRST.plus({ days }))

/** Ways to write a day out, as luxon formats and literals. */
const WAYS: readonly (readonly [string, string, string])[] = [
  ['es', 'day, month and year', "d 'de' MMMM 'de' yyyy"],
  ['es', 'day and month', "'el' d 'de' MMMM"],
  ['es', 'day of the week, day and month', "'el' cccc d 'de' MMMM"],
  ['es', 'in figures', 'dd/MM/yyyy'],
  ['es', 'in figures, without the year', "'el' d/M"],
  ['en', 'day, month and year', 'd MMMM yyyy'],
  ['en', 'month first', 'MMMM d, yyyy'],
  ['en', 'day of the week first', 'cccc, d MMMM'],
  ['en', 'in short', 'ccc d LLL'],
  ['en', 'ISO 8601', 'yyyy-MM-dd'],
]

describe.each(WAYS)('in %s, %s', (locale, _, format) => {
  test('every day of a year is read as what it is', () => {
    const now = FIRST.toMillis()

    for (const day of DAYS) {
      const written = day.setLocale(locale).toFormat(format)
      const { slots } = router.understand(written, { language: locale === 'es' ? 'es' : 'en' })

      expect([written, resolveWhen({ date: slots.date }, { now, house: HOUSE }).date]).toEqual([
        written,
        day.toISODate(),
      ])
    }
  })
})

describe.each(['es', 'en'] as const)('in %s', (language) => {
  test('every quarter of an hour in figures is read as what it is', () => {
    for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
      const written = FIRST.plus({ minutes }).toFormat('HH:mm')
      const { time } = router.understand(written, { language }).slots
      const isAmbiguous = minutes >= 60 && minutes < 13 * 60

      expect([written, time]).toEqual([
        written,
        {
          kind: 'clock',
          hour: Math.floor(minutes / 60),
          minute: minutes % 60,
          ...(!isAmbiguous && { half: minutes < 60 ? 'am' : 'pm' }),
        },
      ])
    }
  })
})
