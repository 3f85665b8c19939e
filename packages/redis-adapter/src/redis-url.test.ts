import { expect, test } from 'vitest'
import { describeRedisTarget, parseRedisUrl } from './redis-url.ts'

test.each([
  [
    'redis://127.0.0.1',
    { addresses: [{ host: '127.0.0.1', port: 6379 }], topology: 'standalone', tls: false, db: 0 },
  ],
  [
    'rediss://ana:p%40ss@cache.example.com:6380/3',
    {
      addresses: [{ host: 'cache.example.com', port: 6380 }],
      topology: 'standalone',
      tls: true,
      username: 'ana',
      password: 'p@ss',
      db: 3,
    },
  ],
  [
    'redis://:secret@[::1]:7000',
    {
      addresses: [{ host: '::1', port: 7000 }],
      topology: 'standalone',
      tls: false,
      password: 'secret',
      db: 0,
    },
  ],
  [
    'redis+sentinel://app:secret@a,b:26380,[::1]/mymaster/2',
    {
      addresses: [
        { host: 'a', port: 26379 },
        { host: 'b', port: 26380 },
        { host: '::1', port: 26379 },
      ],
      topology: 'sentinel',
      masterName: 'mymaster',
      tls: false,
      username: 'app',
      password: 'secret',
      db: 2,
    },
  ],
  [
    'rediss+cluster://:sec%3Aret@a:7000,b',
    {
      addresses: [
        { host: 'a', port: 7000 },
        { host: 'b', port: 6379 },
      ],
      topology: 'cluster',
      tls: true,
      password: 'sec:ret',
      db: 0,
    },
  ],
])('%s', (url, target) => {
  expect(parseRedisUrl(url)).toEqual({
    username: undefined,
    password: undefined,
    masterName: undefined,
    ...target,
  })
})

test.each([
  ['', /cannot be parsed/],
  ['localhost:6379', /cannot be parsed: it has to begin with redis:\/\//],
  ['http://:hunter2@cache', /begins with http:/],
  ['redis+magic://:hunter2@cache', /begins with redis\+magic:/],
  ['redis://:hunter2@a,b', /several hosts/],
  ['redis+cluster://:hunter2@a,,b', /host or port/],
  ['redis+cluster://:hunter2@a:99999', /host or port/],
  ['redis+cluster://:hunter2@a/1', /database number/],
  ['redis+sentinel://:hunter2@a,b', /name the master/],
  ['redis+sentinel://:hunter2@a,b/my/first', /database number/],
  ['redis://:hunter2@cache?family=6', /query or fragment/],
  ['redis://:hunter2@cache/first', /database number/],
  ['redis://:hunter2%zz@cache', /percent-encoded/],
  ['redis://:hunter2@hunter2@cache', /percent-encoded/],
  ['redis://:hunter2@', /cannot be parsed|names no host/],
])('refuses %j, says why, gives an example, and keeps the password to itself', (url, reason) => {
  const parse = () => parseRedisUrl(url)

  expect(parse).toThrow(reason)
  expect(parse).toThrow(/\. For example: redis:\/\//)
  expect(parse).not.toThrow(/hunter2/)
})

test.each([
  'redis://127.0.0.1:6379',
  'rediss+sentinel://a:1,b:2/mymaster/3',
  'redis+sentinel://a:1/mymaster',
  'redis+cluster://a:1,[::1]:2',
])('%s is described as it was written', (url) => {
  expect(describeRedisTarget(parseRedisUrl(url))).toBe(url)
})

test('a target is described without user and password', () => {
  expect(describeRedisTarget(parseRedisUrl('rediss://ana:secret@[::1]:7000/2'))).toBe('rediss://[::1]:7000/2')
})
