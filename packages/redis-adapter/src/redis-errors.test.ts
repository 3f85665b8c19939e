import { expect, test } from 'vitest'
import { isReadOnlyReply, toStoreError } from './redis-errors.ts'

/** An error as ioredis makes it, with the command that carries values and passwords. */
function reply(message: string): Error {
  return Object.assign(new Error(message), {
    name: 'ReplyError',
    command: { name: 'set', args: ['k', 'a cached secret'] },
  })
}

test.each([
  ['LOADING Redis is loading the dataset in memory', 'STORE_REJECTED', 'all'],
  ['MASTERDOWN Link with MASTER is down', 'STORE_REJECTED', 'all'],
  ['CLUSTERDOWN Hash slot not served', 'STORE_REJECTED', 'all'],
  ['BUSY Redis is busy running a script', 'STORE_REJECTED', 'all'],
  ["OOM command not allowed when used memory > 'maxmemory'", 'STORE_REJECTED', 'writes'],
  ['MISCONF Redis is configured to save RDB snapshots', 'STORE_REJECTED', 'writes'],
  ["READONLY You can't write against a read only replica", 'STORE_REJECTED', 'writes'],
  [
    "ERR Error running script (call to f_6b1b): @user_script:4: @user_script: 4: -READONLY You can't write against a read only replica.",
    'STORE_REJECTED',
    'writes',
  ],
  [
    'ERR Error running script (call to f_6b1b): @user_script:1: WRONGTYPE Operation against a key',
    'STORE_REJECTED',
    'none',
  ],
  ['NOREPLICAS Not enough good replicas to write', 'STORE_REJECTED', 'writes'],
  ['WRONGTYPE Operation against a key holding the wrong kind of value', 'STORE_REJECTED', 'none'],
  ['NOPERM this user has no permissions', 'STORE_MISCONFIGURED', 'none'],
  ['WRONGPASS invalid username-password pair', 'STORE_MISCONFIGURED', 'all'],
  ['ERR a cached secret is not an integer', 'STORE_REJECTED', 'none'],
])('%s', (message, code, scope) => {
  const error = toStoreError(reply(message), 'redis://cache')

  expect(error).toMatchObject({ code, scope })
  expect(error.cause).toBeUndefined()
  expect(error.message).toContain('redis://cache')
  expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('secret')
})

test.each([
  [new Error('Command timed out'), 'DEADLINE_EXCEEDED'],
  [new Error("Socket timeout. Expecting data, but didn't receive any in 600ms."), 'DEADLINE_EXCEEDED'],
  [new Error('Connection is closed.'), 'STORE_UNAVAILABLE'],
  [
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
    'STORE_UNAVAILABLE',
  ],
  ['not even an error', 'STORE_UNAVAILABLE'],
])('trouble on the way counts for both breakers: %s', (cause, code) => {
  expect(toStoreError(cause, 'redis://cache')).toMatchObject({ code, scope: 'all', retryable: true })
})

test('a server that is full is away, whatever it calls its refusal', () => {
  expect(toStoreError(reply('ERR max number of clients reached'), 'redis://cache')).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    scope: 'all',
  })
})

test.each([
  [new Error('Connection is closed.'), true],
  [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), true],
  [new Error('Too many Cluster redirections. Last error: Error: MOVED'), true],
  [new Error('Socket timeout: commands wait, and nothing was read for 600 ms.'), false],
  [reply('LOADING Redis is loading the dataset in memory'), false],
  [reply('NOPERM this user has no permissions'), false],
])('only a lost connection may be met by asking again at once: %s', (cause, wasUnderWay) => {
  const context = { wasUnderWay: true }

  expect(toStoreError(cause, 'redis://cache', context)).toMatchObject({ wasUnderWay })
  expect(toStoreError(cause, 'redis://cache')).toMatchObject({ wasUnderWay: false })
})

test.each([
  ["READONLY You can't write against a read only replica. script: 6b1b, on @user_script:1.", true],
  [
    "ERR Error running script (call to f_6b1b): @user_script:4: @user_script: 4: -READONLY You can't write against a read only replica.",
    true,
  ],
  ['ERR unknown command READONLY', false],
])('a replica is known by its refusal, of a command or of one in a script: %s', (message, isReadOnly) => {
  expect(isReadOnlyReply(reply(message))).toBe(isReadOnly)
})

test('a system code is told, since it tells what to look for', () => {
  const error = toStoreError(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'redis://cache')

  expect(error.message).toBe('Redis at redis://cache cannot be reached (ECONNREFUSED).')
})
