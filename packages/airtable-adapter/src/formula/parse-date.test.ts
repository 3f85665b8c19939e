import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { parseIsoDate } from './parse-date.ts'

describe('ISO dates', () => {
  test.each([
    ['2026-01-10', '2026-01-10T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['0099-12-31', '0099-12-31T00:00:00.000Z'],
    ['2026-01-10T20:30', '2026-01-10T20:30:00.000Z'],
    ['2026-01-10 20:30:15', '2026-01-10T20:30:15.000Z'],
    ['2026-01-10T20:30:15.5Z', '2026-01-10T20:30:15.500Z'],
    ['2026-01-10T20:30:15.123Z', '2026-01-10T20:30:15.123Z'],
    ['2026-01-10T00:30:00+02:00', '2026-01-09T22:30:00.000Z'],
    ['2026-01-10T20:30:00-0530', '2026-01-11T02:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(new Date(parseIsoDate(text)?.ms ?? Number.NaN).toISOString()).toBe(iso)
  })

  test.each([
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-10T20:60',
    '2026-01-10T20:30:60.000Z',
    '2026-02-30T20:30:15.123Z',
  ])('%s is no date', (text) => {
    expect(parseIsoDate(text)).toBeUndefined()
  })

  test.each([
    '',
    '10/1/2026',
    '2026-1-10',
    '2026',
    'mañana',
    '2026-01-10T24:00',
    '2026-01-10T20:30:15.1234Z',
    '2026-01-10x20:30:00.000Z',
    '2026-01-10T20:30:15.123z',
    '2026x01-10',
  ])('%j is left to Airtable', (text) => {
    expect(() => parseIsoDate(text)).toThrow('Only Airtable knows')
  })

  test('what a date prints is what is read', () => {
    const years = { min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }

    fc.assert(
      fc.property(fc.date(years), (date) => {
        expect(parseIsoDate(date.toISOString())?.ms).toBe(date.getTime())
        expect(parseIsoDate(date.toISOString().slice(0, 10))?.ms).toBe(
          Math.floor(date.getTime() / 86_400_000) * 86_400_000,
        )
      }),
    )
  })
})
