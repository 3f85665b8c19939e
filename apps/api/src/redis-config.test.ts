import { writeFileSync } from 'node:fs'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRedisConfig } from './redis-config.ts'

test('without a URL there is memory only', () => {
  expect(readRedisConfig({})).toEqual({ redis: undefined, problems: [] })
})

test('a cluster behind TLS and a network of its own', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'larder-config-'))
  const ca = join(folder.path, 'ca.pem')
  writeFileSync(ca, '-----BEGIN CERTIFICATE-----\n')

  const { redis, problems } = readRedisConfig({
    REDIS_URL: 'rediss+cluster://a,b',
    REDIS_TLS_CA_FILE: ca,
    REDIS_TLS_SERVERNAME: 'redis.example.com',
    REDIS_NAT_MAP: '10.0.0.1:6379=redis.example.com:7001, 10.0.0.2:6379=redis.example.com:7002',
  })

  expect(problems).toEqual([])
  expect(redis).toMatchObject({
    url: 'rediss+cluster://a,b',
    tls: { ca: '-----BEGIN CERTIFICATE-----\n', servername: 'redis.example.com' },
    natMap: {
      '10.0.0.1:6379': { host: 'redis.example.com', port: 7001 },
      '10.0.0.2:6379': { host: 'redis.example.com', port: 7002 },
    },
    maxConnections: undefined,
    deadlineMs: 150,
  })
})

test.each([
  [{ REDIS_URL: 'redis+sentinel://:hunter2@a,b' }, /REDIS_URL .*name the master/],
  [
    { REDIS_URL: 'rediss://a', REDIS_TLS_CA_FILE: '/nowhere/ca.pem' },
    /REDIS_TLS_CA_FILE .*cannot be read \(ENOENT\)/,
  ],
  [
    {
      REDIS_URL: 'rediss://a',
      REDIS_TLS_CA_FILE: import.meta.filename.replace('redis-config.test', 'whole-number'),
    },
    /REDIS_TLS_CA_FILE must name a file in PEM/,
  ],
  [
    { REDIS_URL: 'redis://a', REDIS_TLS_SERVERNAME: 'b' },
    /REDIS_TLS_SERVERNAME given, but REDIS_URL does not begin with rediss/,
  ],
  [{ REDIS_URL: 'redis://a', REDIS_NAT_MAP: 'a=b' }, /REDIS_NAT_MAP must be announced=reachable/],
  [{ REDIS_URL: 'localhost:6379' }, /^REDIS_URL cannot be parsed: it has to begin with redis:/],
  [{ REDIS_URL: 'redis://a', REDIS_POOL_MAX: '0' }, /REDIS_POOL_MAX must be a whole number from 1 to 100/],
])('%j is refused with its reason', (environment, reason) => {
  const { problems } = readRedisConfig(environment)

  expect(problems.join('\n')).toMatch(reason)
  expect(problems.join('\n')).not.toContain('hunter2')
})
