import { expect, test } from 'vitest'
import { airtableErrorFromAnswer, airtableErrorFromFailure } from './airtable-error.ts'

test.each([
  [
    401,
    { error: { type: 'AUTHENTICATION_REQUIRED', message: 'Authentication required' } },
    'request',
    'AUTHENTICATION_REQUIRED',
    false,
    true,
  ],
  [404, { error: 'NOT_FOUND' }, 'request', 'NOT_FOUND', false, true],
  [
    422,
    { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
    'request',
    'LIST_RECORDS_ITERATOR_NOT_AVAILABLE',
    false,
    true,
  ],
  [
    429,
    { errors: [{ error: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded.' }] },
    'rate-limit',
    'RATE_LIMIT_REACHED',
    true,
    true,
  ],
  [429, { error: { type: 'RATE_LIMIT_REACHED' } }, 'rate-limit', 'RATE_LIMIT_REACHED', true, true],
  [
    429,
    { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] },
    'quota',
    'PUBLIC_API_BILLING_LIMIT_EXCEEDED',
    false,
    true,
  ],
  [500, { error: { type: 'SERVER_ERROR' } }, 'server', 'SERVER_ERROR', true, false],
  [502, undefined, 'server', 'UNEXPECTED_ANSWER', true, true],
  [503, { error: { type: 'RETRIABLE_ERROR', message: 'again' } }, 'server', 'RETRIABLE_ERROR', true, true],
])('%d %j', (status, body, kind, type, mayPass, wasNotApplied) => {
  const error = airtableErrorFromAnswer(status, body)

  expect(error).toMatchObject({ status, kind, type, mayPass, wasNotApplied })
  expect(error.body).toEqual(
    body ?? { error: { type: 'UNEXPECTED_ANSWER', message: 'Airtable answered 502 without JSON.' } },
  )
})

test('a burst closes the base for 30 s, whatever Airtable says of it', () => {
  expect(airtableErrorFromAnswer(429, {}).retryAfterMs).toBe(30_000)
})

test('no answer may mean anything', () => {
  expect(airtableErrorFromFailure('ECONNRESET')).toMatchObject({
    status: 0,
    kind: 'network',
    mayPass: true,
    wasNotApplied: false,
  })
})
