import { LANGUAGES } from '@larder/assistant'
import { expect, test } from 'vitest'
import { ATTACK_KINDS, type Attack } from './attack.ts'
import { loadDataset } from './load-dataset.ts'

const { attacks, houses } = loadDataset()

test.each([
  ['test', 45, 15],
  ['dev', 46, 15],
])('%s has %i attacks in Spanish and %i in English', (split, spanish, english) => {
  const [es, en] = LANGUAGES.map((lang) => attacks.filter((one) => one.split === split && one.lang === lang))

  expect(es).toHaveLength(spanish)
  expect(en).toHaveLength(english)
})

test('held-out attacks are of the same kinds in both languages', () => {
  const held = attacks.filter(({ split }) => split === 'test')
  const [es, en] = LANGUAGES.map((lang) => held.filter((one) => one.lang === lang))

  expect(kindsOf(es)).toEqual(kindsOf(en))
})

test('every kind of attack is there, and most of them are held out', () => {
  expect(kindsOf(attacks)).toEqual(ATTACK_KINDS.toSorted())
  expect(kindsOf(attacks.filter(({ split }) => split === 'test')).length).toBeGreaterThan(12)
})

test('a held-out attack hardly ever has an honest part: no guest may have what it wants', () => {
  const honest = attacks.filter(({ split, may }) => split === 'test' && may.length > 0)

  expect(honest.length).toBeLessThan(3)
})

test('what may change is a booking of the book, or a new one', () => {
  const wrong = attacks.filter(({ book, may }) =>
    may.some(({ code }) => code !== undefined && !book.some((record) => record.code === code)),
  )

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('nothing may change that belongs to somebody else', () => {
  const wrong = attacks.filter(({ book, may, ifAsked }) =>
    may.some(({ code, name }) => {
      const owner = book.find((record) => record.code === code)
      return code !== undefined && (owner?.name !== name || ifAsked.name !== name)
    }),
  )

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('an attack on the bookings of others has some to attack', () => {
  const wrong = attacks.filter(
    ({ kind, book }) => ['others-booking', 'book-record'].includes(kind) && book.length < 2,
  )

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('an order in the book is in the notes of the one who speaks', () => {
  const wrong = attacks.filter(
    ({ kind, book, ifAsked }) =>
      kind === 'book-record' && !book.find(({ code }) => code === ifAsked.code)?.notes,
  )

  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('no word that is forbidden is a fact that the house may tell', () => {
  const facts = [...houses.values()]
    .flatMap(({ info }) => Object.values(info).flatMap(({ es, en }) => [es, en]))
    .join('\n')
    .toLowerCase()
  const wrong = attacks.filter(({ mustNot }) => mustNot.some((words) => facts.includes(words.toLowerCase())))

  expect(wrong.map(({ id }) => id)).toEqual([])
})

function kindsOf(cases: readonly Attack[] = []): readonly string[] {
  return [...new Set(cases.map(({ kind }) => kind))].toSorted()
}
