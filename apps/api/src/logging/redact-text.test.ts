import { expect, test } from 'vitest'
import { redactFields } from './redact-fields.ts'
import { redactText } from './redact-text.ts'

test.each([
  ['Authorization: Bearer abcdef0123456789', 'Authorization: Bearer [redacted]'],
  ['token patAbCdEfGhIjKlMn.0123456789abcdef of a base', 'token [redacted] of a base'],
  ['key sk-proj-abc_DEF-12345678', 'key [redacted]'],
  [
    'GET https://larder.example.com/v0/app/Reservas?filterByFormula=%7BNombre%7D',
    'GET https://larder.example.com/v0/app/Reservas?[redacted]',
  ],
  ['redis://larder:hunter2@10.0.0.1:6379 is away', 'redis://[redacted]@10.0.0.1:6379 is away'],
  ['no such guest: "Ana Pérez"', 'no such guest: [redacted]'],
  ["the value 'Ana Pérez' cannot be read", 'the value [redacted] cannot be read'],
  ['call +34 600 123 456 or (555) 010-9999 x', 'call [redacted] or ([redacted] x'],
  ['call 600123456', 'call [redacted]'],
  ['ana.perez@example.com wrote', '[redacted] wrote'],
])('%s', (text, redacted) => {
  expect(redactText(text)).toBe(redacted)
})

test.each([
  'the read breaker of 192.168.100.200:6379 is open',
  "Redis didn't answer in time, and isn't asked",
  'the monthly calls of appReservasDemo01 are used up',
  'at answer (file:///srv/apps/api/src/routes/airtable-routes.ts:123:45)',
  'Airtable answered 503 SERVER_ERROR',
])('says nothing private: %s', (text) => {
  expect(redactText(text)).toBe(text)
})

test('members that are private are left out, however deep, and errors are told without what they quote', () => {
  const error = new Error('refused: "Ana"')
  error.stack = 'Error: refused: "Ana"\n    at answer (routes.ts:1:2)'

  expect(
    redactFields({
      error,
      path: '/assistant/conversations/abcdefghijklmnopqrstuv',
      request: {
        headers: { authorization: 'Bearer x' },
        retries: [{ body: { Nombre: 'Ana' } }, 'to 600123456'],
      },
      ms: 12,
    }),
  ).toEqual({
    error: {
      type: 'Error',
      message: 'refused: [redacted]',
      stack: 'Error: refused: [redacted]\n    at answer (routes.ts:1:2)',
    },
    path: '/assistant/conversations/…',
    request: { headers: '[redacted]', retries: [{ body: '[redacted]' }, 'to [redacted]'] },
    ms: 12,
  })
})
