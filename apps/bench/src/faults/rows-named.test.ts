import { expect, test } from 'vitest'
import { ALL_ROWS } from './all-rows.ts'
import { rowsNamed } from './rows-named.ts'

const numbers = (...lists: readonly string[]) => rowsNamed(lists, ALL_ROWS).map(({ number }) => number)

test('numbers, ranges and lists name rows, in the order of the matrix', () => {
  expect(numbers('3', '1-2')).toEqual([1, 2, 3])
  expect(numbers('30,7-8')).toEqual([7, 8, 30])
  expect(numbers()).toEqual(ALL_ROWS.map(({ number }) => number))
})

test('what names no row is refused', () => {
  expect(() => numbers('three')).toThrow('--row three names no row. There is: 1, 2, 3')
  expect(() => numbers('77')).toThrow('names no row')
})

test('every row of the matrix has a number of its own, in order', () => {
  const all = ALL_ROWS.map(({ number }) => number)

  expect(all).toEqual([...new Set(all)].sort((a, b) => a - b))
})
