import { expect, test } from 'vitest'
import { isEndOfRound, SentinelAnswers } from './sentinel-answers.ts'

const failed = (sentinel: string, reason: string) =>
  new Error(`failed to connect to sentinel ${sentinel} because ${reason}`)

test('what some do not know counts more than who is away, and each round begins anew', () => {
  const answers = new SentinelAnswers()
  answers.note(new Error('connected to sentinel a:1 successfully, but got an invalid reply: null'))
  answers.note(failed('b:2', 'ERR No such master with that name'))
  answers.note(failed('c:3', 'connect ECONNREFUSED c:3'))

  expect(answers.conclude('mymaster')).toMatchObject({
    code: 'STORE_MISCONFIGURED',
    scope: 'all',
    message:
      'No master is called "mymaster" by: a:1, b:2. Correct the name after the sentinels in the URL. Cannot be reached: c:3.',
  })
  answers.note(failed('a:1', 'connect ETIMEDOUT'))
  expect(answers.conclude('mymaster')).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    retryable: true,
    message: 'No sentinel can be reached: a:1.',
  })
  expect(answers.conclude('mymaster')).toBeUndefined()
})

test('a login that is refused is told without what it was refused for', () => {
  const answers = new SentinelAnswers()
  answers.note(failed('a:1', 'WRONGPASS invalid username-password pair of user secret'))
  answers.note(failed('b:2', 'Connection is closed.'))

  const message = answers.conclude('mymaster')?.message

  expect(message).toBe(
    'The login is refused by the sentinels: a:1. Correct sentinelUsername and sentinelPassword. Cannot be reached: b:2.',
  )
})

test('the end of a round is known by what the client says', () => {
  expect(isEndOfRound(new Error('All sentinels are unreachable. Retrying from scratch after 60ms.'))).toBe(
    true,
  )
  expect(isEndOfRound(new Error('Connection is closed.'))).toBe(false)
})
