import { expect, test } from 'vitest'
import { languageOf, registerOf } from './manners.ts'

test.each([
  ['I would like a table for two', 'es', 'en'],
  ['quiero una mesa para dos', 'en', 'es'],
  ['ok', 'en', 'en'],
  ['ok', 'es', 'es'],
  ['21:30', 'en', 'en'],
  ['John Smith', 'es', 'es'],
] as const)('%s in a conversation in %s is %s', (message, before, language) => {
  expect(languageOf(message, before, 'es')).toBe(language)
})

test('the first message may be short', () => {
  expect(languageOf('hello', undefined, 'es')).toBe('en')
  expect(languageOf('???', undefined, 'en')).toBe('en')
})

test.each([
  ['¿me puedes ayudar?', 'usted', 'tu'],
  ['¿tenéis mesa?', 'usted', 'tu'],
  ['disculpe, ¿podría decirme el horario?', 'tu', 'usted'],
  ['mesa para dos', 'usted', 'usted'],
  ['mesa para dos', 'tu', 'tu'],
] as const)('%s after %s is %s', (message, before, register) => {
  expect(registerOf(message, before)).toBe(register)
})
