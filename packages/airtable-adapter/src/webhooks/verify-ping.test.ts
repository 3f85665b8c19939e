import crypto, { createHmac } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { describe, expect, test, vi } from 'vitest'
import fc from 'fast-check'
import { verifyPing } from './verify-ping.ts'

const SECRET = Buffer.from('thirty-two bytes of a secret key').toString('base64')
const OTHER = Buffer.from('another').toString('base64')
const BODY = Buffer.from(
  '{"base":{"id":"appA"},"webhook":{"id":"achA"},"timestamp":"2026-01-01T00:00:00.000Z"}',
)

function macOf(body: Uint8Array, secret = SECRET): string {
  return `hmac-sha256=${createHmac('sha256', Buffer.from(secret, 'base64')).update(body).digest('hex')}`
}

describe('takes', () => {
  test('what is signed over its very bytes', () => {
    expect(verifyPing(BODY, macOf(BODY), [SECRET])).toBe(true)
  })

  test('any bytes, text or none, signed with any of the secrets', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), (body, isFormer) =>
        verifyPing(body, macOf(body, isFormer ? OTHER : SECRET), [SECRET, OTHER]),
      ),
    )
  })

  test('hex in capitals', () => {
    expect(verifyPing(BODY, macOf(BODY).toUpperCase().replace('HMAC-SHA256', 'hmac-sha256'), [SECRET])).toBe(
      true,
    )
  })
})

describe('refuses', () => {
  const mac = macOf(BODY)

  test.each([
    ['no signature', undefined],
    ['null', null],
    ['an empty one', ''],
    ['bare hex', mac.slice('hmac-sha256='.length)],
    ['the prefix of other services', mac.replace('hmac-sha256', 'sha256')],
    [
      'base64',
      `hmac-sha256=${createHmac('sha256', Buffer.from(SECRET, 'base64')).update(BODY).digest('base64')}`,
    ],
    ['one byte less', mac.slice(0, -2)],
    ['one byte more', `${mac}00`],
    ['one digit less', mac.slice(0, -1)],
    ['no hex at all', `hmac-sha256=${'g'.repeat(64)}`],
    ['two of them', `${mac}, ${mac}`],
    ['a line after it', `${mac}\n`],
    ['one of another secret', macOf(BODY, OTHER)],
    ['one of the secret as text', `hmac-sha256=${createHmac('sha256', SECRET).update(BODY).digest('hex')}`],
  ])('%s', (_name, given) => {
    expect(verifyPing(BODY, given, [SECRET])).toBe(false)
  })

  test('any other body', () => {
    fc.assert(fc.property(fc.uint8Array(), (body) => BODY.equals(body) || !verifyPing(body, mac, [SECRET])))
  })

  test('any other text for a signature', () => {
    fc.assert(fc.property(fc.string(), (text) => !verifyPing(BODY, text, [SECRET])))
  })

  test('everything when there is no secret, or one of no bytes, with which anybody can sign', () => {
    expect(verifyPing(BODY, mac, [])).toBe(false)
    expect(verifyPing(BODY, macOf(BODY, ''), ['', '====', '!'])).toBe(false)
  })
})

test('is compared in constant time, with each of the secrets', () => {
  const compare = vi.spyOn(crypto, 'timingSafeEqual')
  syncBuiltinESMExports()
  try {
    for (const mac of [macOf(BODY), macOf(BODY, 'bm9uZQ==')]) verifyPing(BODY, mac, [SECRET, OTHER])

    expect(compare).toHaveBeenCalledTimes(4)
  } finally {
    compare.mockRestore()
    syncBuiltinESMExports()
  }
})
