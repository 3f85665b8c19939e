import { expect, test } from 'vitest'
import type { Slots } from '../slots.ts'
import { chooseHalf, chooseOffer } from './choose-offer.ts'

const choices = [
  { date: '2026-12-04', time: '20:30', zone: 'indoor' },
  { date: '2026-12-04', time: '21:30', zone: 'indoor' },
  { date: '2026-12-04', time: '21:00', zone: 'terrace' },
] as const

test.each<[message: string, slots: Slots, index: number | undefined]>([
  ['la primera', {}, 0],
  ['the second one', {}, 1],
  ['la última', {}, 2],
  ['la tercera, por favor', {}, 2],
  ['cualquiera me va bien', {}, 0],
  ['a las ocho y media', { time: { kind: 'clock', hour: 8, minute: 30 } }, 0],
  ['21:30', { time: { kind: 'clock', hour: 21, minute: 30, half: 'pm' } }, 1],
  ['la de la terraza', { zone: 'terrace' }, 2],
  ['dentro', { zone: 'indoor' }, undefined],
  ['a las once', { time: { kind: 'clock', hour: 11, minute: 0 } }, undefined],
  ['8:30 de la mañana', { time: { kind: 'clock', hour: 8, minute: 30, half: 'am' } }, undefined],
  ['sí', {}, undefined],
  ['no', {}, undefined],
])('%s', (message, slots, index) => {
  expect(chooseOffer(choices, { message, slots })).toBe(index === undefined ? undefined : choices[index])
})

test('a yes takes the only one', () => {
  const [only] = choices

  expect(chooseOffer([only], { message: 'vale', slots: {} })).toBe(only)
})

test.each([
  ['por la noche', '21:00'],
  ['for dinner', '21:00'],
  ['al mediodía', '09:00'],
  ['in the morning', '09:00'],
  ['mañana por la noche', undefined],
  ['me da igual', undefined],
])('%s is %s', (message, time) => {
  expect(chooseHalf(['09:00', '21:00'], message)).toBe(time)
})
