import { describe, expect, test } from 'vitest'
import { NUMBERS_EN } from './numbers-en.ts'
import { NUMBERS_ES } from './numbers-es.ts'
import { readNumber } from './read-number.ts'
import { fold } from './tokenize.ts'

const ES_UNITS =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  )
const ES_TENS = ['', '', '', 'treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa']
const ES_HUNDREDS =
  ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(
    ' ',
  )
const EN_UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

function inSpanish(number: number): string {
  if (number === 100) return 'cien'
  if (number > 100) {
    const hundreds = ES_HUNDREDS[Math.floor(number / 100)] ?? ''
    return number % 100 === 0 ? hundreds : `${hundreds} ${inSpanish(number % 100)}`
  }
  if (number < 30) return ES_UNITS[number] ?? ''
  const tens = ES_TENS[Math.floor(number / 10)] ?? ''
  return number % 10 === 0 ? tens : `${tens} y ${ES_UNITS[number % 10]}`
}

function inEnglish(number: number): string {
  if (number >= 100) {
    const hundreds = `${EN_UNITS[Math.floor(number / 100)]} hundred`
    return number % 100 === 0 ? hundreds : `${hundreds} and ${inEnglish(number % 100)}`
  }
  if (number < 20) return EN_UNITS[number] ?? ''
  const tens = EN_TENS[Math.floor(number / 10)] ?? ''
  return number % 10 === 0 ? tens : `${tens} ${EN_UNITS[number % 10]}`
}

describe.each([
  ['Spanish', inSpanish, NUMBERS_ES],
  ['English', inEnglish, NUMBERS_EN],
] as const)('in %s', (_, inWords, language) => {
  test('every number from 0 to 999 is read whole', () => {
    for (let number = 0; number <= 999; number++) {
      const words = fold(inWords(number)).split(' ')

      expect([words, readNumber(words, 0, language)]).toEqual([
        words,
        { value: number, length: words.length },
      ])
    }
  })

  test('what follows a number is left alone', () => {
    for (const number of [2, 15, 21, 30, 99, 100, 250]) {
      const words = fold(inWords(number)).split(' ')

      expect(readNumber([...words, 'personas'], 0, language)).toEqual({ value: number, length: words.length })
    }
  })
})

test('minutes said after an hour are not joined to it', () => {
  expect(readNumber(['nueve', 'y', 'media'], 0, NUMBERS_ES)).toEqual({ value: 9, length: 1 })
  expect(readNumber(['veinte', 'treinta'], 0, NUMBERS_ES)).toEqual({ value: 20, length: 1 })
  expect(readNumber(['nine', 'thirty'], 0, NUMBERS_EN)).toEqual({ value: 9, length: 1 })
})

test('a word is no number', () => {
  expect(readNumber(['mesa'], 0, NUMBERS_ES)).toBeUndefined()
  expect(readNumber([], 0, NUMBERS_EN)).toBeUndefined()
  expect(readNumber(['constructor'], 0, NUMBERS_EN)).toBeUndefined()
})
