import { expect, test } from 'vitest'
import { figure, percent, span } from './scaling-figure.ts'

test.each([
  [0, '0'],
  [0.0123, '0.012'],
  [0.5, '0.5'],
  [1.234, '1.23'],
  [10, '10'],
  [12.34, '12.3'],
  [100, '100'],
  [123.4, '123'],
  [1_234, '1,230'],
  [9_999, '10,000'],
  [1_234_567, '1,230,000'],
])('%d is shown as %s', (value, text) => {
  expect(figure(value)).toBe(text)
})

test('shares and times', () => {
  expect(percent(0.1234)).toBe('12.3 %')
  expect(span(12.34)).toBe('12.3 ms')
  expect(span(1_234)).toBe('1.23 s')
  expect(span(Number.POSITIVE_INFINITY)).toBe('not in time')
})
