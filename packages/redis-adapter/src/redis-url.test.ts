import { expect, test } from 'vitest'
import { describeRedisTarget, parseRedisUrl } from './redis-url.ts'

test.each([
  [
    'redis://127.0.0.1',
    { host: '127.0.0.1', port: 6379, tls: false, username: undefined, password: undefined, db: 0 },
  ],
  [
    'rediss://ana:p%40ss@cache.example.com:6380/3',
    { host: 'cache.example.com', port: 6380, tls: true, username: 'ana', password: 'p@ss', db: 3 },
  ],
  [
    'redis://:secret@[::1]:7000',
    { host: '::1', port: 7000, tls: false, username: undefined, password: 'secret', db: 0 },
  ],
])('%s', (url, target) => {
  expect(parseRedisUrl(url)).toEqual(target)
})

test.each([
  ['', /cannot be parsed/],
  ['localhost:6379', /begins with localhost:/],
  ['http://:hunter2@cache', /begins with http:/],
  ['redis://:hunter2@cache?family=6', /query or fragment/],
  ['redis://:hunter2@cache/first', /database number/],
  ['redis://:hunter2%zz@cache', /percent-encoded/],
  ['redis://:hunter2@', /cannot be parsed|names no host/],
])('refuses %j, says why, gives an example, and keeps the password to itself', (url, reason) => {
  const parse = () => parseRedisUrl(url)

  expect(parse).toThrow(reason)
  expect(parse).toThrow(/for example redis:\/\//)
  expect(parse).not.toThrow(/hunter2/)
})

test('a target is described without user and password', () => {
  expect(describeRedisTarget(parseRedisUrl('rediss://ana:secret@[::1]:7000/2'))).toBe('rediss://[::1]:7000/2')
})
