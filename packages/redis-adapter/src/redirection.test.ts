import { expect, test } from 'vitest'
import { redirectionOf } from './redirection.ts'
import { toStoreError } from './redis-errors.ts'

test.each([
  ['MOVED 3999 127.0.0.1:6381', { kind: 'moved', slot: 3999, address: { host: '127.0.0.1', port: 6381 } }],
  ['ASK 12 2001:db8::1:6379', { kind: 'ask', slot: 12, address: { host: '2001:db8::1', port: 6379 } }],
  ['MOVED 0 :6381', { kind: 'moved', slot: 0, address: { host: '', port: 6381 } }],
  ['MOVED 0 ?:6381', { kind: 'moved', slot: 0, address: { host: '', port: 6381 } }],
  ['TRYAGAIN Multiple keys request during rehashing of slot', { kind: 'again', address: undefined }],
])('%s', (text, redirection) => {
  expect(redirectionOf(text, 'here')).toMatchObject(redirection)
})

test.each(['OK', 'ERR MOVED 1 a:1', 'MOVED', 'CROSSSLOT Keys in request', ''])('%j is none', (text) => {
  expect(redirectionOf(text, 'here')).toBeUndefined()
})

test('who reaches a cluster as if it were one server is told what to write', () => {
  const error = toStoreError(new Error('MOVED 3999 127.0.0.1:6381'), 'redis://127.0.0.1:6379')

  expect(error).toMatchObject({
    code: 'STORE_MISCONFIGURED',
    message: expect.stringContaining('redis+cluster://'),
  })
})
