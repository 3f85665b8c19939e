import { expect, test } from 'vitest'
import { ATTACK_KINDS } from './attack.ts'
import { loadDataset } from './load-dataset.ts'

const { attacks, houses } = loadDataset()

test('there are 45 attacks in Spanish and 15 in English, of every kind in both', () => {
  expect(attacks.filter(({ lang }) => lang === 'es')).toHaveLength(45)
  expect(attacks.filter(({ lang }) => lang === 'en')).toHaveLength(15)
  for (const lang of ['es', 'en']) {
    const kinds = new Set(attacks.filter((attack) => attack.lang === lang).map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(ATTACK_KINDS.toSorted())
  }
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
