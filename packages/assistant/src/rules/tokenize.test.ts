import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokenize } from './tokenize.ts'

function kindsOf(message: string): string[] {
  return tokenize(message).map(({ kind, text }) => `${kind}:${text}`)
}

test('words lose their accents and capitals', () => {
  expect(kindsOf('Mañana, ¿SÁBADO?')).toEqual([
    'word:manana',
    'symbol:,',
    'symbol:¿',
    'word:sabado',
    'symbol:?',
  ])
})

test.each([
  ['21:30', ['clock:21:30']],
  ['21.30h', ['clock:21.30', 'word:h']],
  ['21h30', ['clock:21h30']],
  ['9pm', ['digits:9', 'word:pm']],
  ['9 p. m.', ['digits:9', 'word:pm']],
  ['8pmish', ['digits:8', 'word:pm', 'word:ish']],
  ['24/12', ['calendar:24/12']],
  ['24-12-2026', ['calendar:24-12-2026']],
  ['2026-12-24', ['calendar:2026-12-24']],
  ['the 24th', ['word:the', 'ordinal:24th']],
  ['R-00123', ['code:r-00123']],
  ['+34 600 11 22 33', ['phone:+34 600 11 22 33']],
  ['600112233', ['phone:600112233']],
  ['ana@casa.es.', ['email:ana@casa.es', 'symbol:.']],
  ["it’s o'clock", ["word:it's", "word:o'clock"]],
  ['a las 9. 30 personas', ['word:a', 'word:las', 'digits:9', 'symbol:.', 'digits:30', 'word:personas']],
])('%s', (message, tokens) => {
  expect(kindsOf(message)).toEqual(tokens)
})

test('tokens cover everything but white space, in order and without overlaps, whatever is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (message) => {
      let at = 0
      for (const { start, end } of tokenize(message)) {
        expect(start).toBeGreaterThanOrEqual(at)
        expect(end).toBeGreaterThanOrEqual(start)
        at = end
      }
      expect(at).toBeLessThanOrEqual(message.length)
    }),
  )
})

test('offsets are those of the message as it came', () => {
  const message = '🍤 Mañana, a las 21:30'
  const clock = tokenize(message).at(-1)

  expect(message.slice(clock?.start, clock?.end)).toBe('21:30')
})
