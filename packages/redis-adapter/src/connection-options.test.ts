import { describe, expect, test } from 'vitest'
import { SeededRandom } from '@larder/cache-core/testing'
import {
  clientOptions,
  type ConnectionProfile,
  reconnectPause,
  type RedisRoute,
} from './connection-options.ts'
import { parseRedisUrl } from './redis-url.ts'

function profileOf(url: string, more: Partial<ConnectionProfile> = {}): ConnectionProfile {
  return {
    target: parseRedisUrl(url),
    tls: {},
    sentinelUsername: undefined,
    sentinelPassword: undefined,
    natMap: {},
    deadlineMs: 150,
    random: new SeededRandom(1),
    ...more,
  }
}

function optionsOf(profile: ConnectionProfile): ReturnType<typeof clientOptions> {
  const { addresses, masterName } = profile.target
  const route: RedisRoute =
    masterName === undefined ? { address: addresses[0] } : { sentinels: addresses, masterName }
  return clientOptions({ profile, route, name: 'test', watchesFailovers: false, retryStrategy: () => 10 })
}

const URLS = ['redis://a', 'redis+sentinel://a,b/m', 'rediss://a', 'rediss+sentinel://a,b/m']

describe('whatever the topology', () => {
  test.each(URLS)(
    '%s: nothing is queued or sent twice, and no timeout of the client takes a standstill of ours for silence',
    (url) => {
      const options = optionsOf(profileOf(url))

      expect([options.commandTimeout, options.socketTimeout]).toEqual([undefined, undefined])
      expect(options).toMatchObject({
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        connectTimeout: 1_000,
      })
    },
  )

  test.each(URLS)(
    '%s: no auto-pipelining, which loses its way when slots move, and no prefix that scans do not know',
    (url) => {
      const options = optionsOf(profileOf(url))

      expect(options.enableAutoPipelining ?? false).toBe(false)
      expect(options.keyPrefix ?? '').toBe('')
    },
  )
})

describe('TLS', () => {
  test('is verified, against the name that was asked for', () => {
    expect(optionsOf(profileOf('rediss://cache.example.com')).tls).toEqual({
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      servername: 'cache.example.com',
    })
    expect(optionsOf(profileOf('rediss://127.0.0.1')).tls).not.toHaveProperty('servername')
    expect(optionsOf(profileOf('redis://a')).tls).toBeUndefined()
  })

  test('takes authorities, a certificate and a name', () => {
    const tls = { ca: 'authority', cert: 'certificate', key: 'key', servername: 'redis.internal' }

    expect(optionsOf(profileOf('rediss://a', { tls })).tls).toMatchObject(tls)
  })

  test('with sentinels covers the way to them and the way to the data', () => {
    const options = optionsOf(profileOf('rediss+sentinel://a,b/m', { tls: { ca: 'authority' } }))

    expect(options).toMatchObject({
      enableTLSForSentinelMode: true,
      tls: { ca: 'authority', rejectUnauthorized: true },
      sentinelTLS: { ca: 'authority', rejectUnauthorized: true },
    })
  })
})

describe('sentinels', () => {
  test('have a password of their own, and are asked for ever', () => {
    const options = optionsOf(
      profileOf('redis+sentinel://app:secret@a,b:1/m/2', {
        sentinelPassword: 'other',
        sentinelUsername: 'ana',
      }),
    )

    expect(options).toMatchObject({
      sentinels: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 1 },
      ],
      name: 'm',
      db: 2,
      username: 'app',
      password: 'secret',
      sentinelUsername: 'ana',
      sentinelPassword: 'other',
    })
    for (let attempt = 1; attempt < 100; attempt++)
      expect(options.sentinelRetryStrategy?.(attempt)).toBeTypeOf('number')
  })
})

test('the pause before the next attempt is jittered and short enough to be back within 1.5 s', () => {
  const pause = reconnectPause(new SeededRandom(1))
  const pauses = Array.from({ length: 200 }, (_, index) => pause(index + 1))

  expect(Math.max(...pauses)).toBeLessThanOrEqual(410)
  expect(new Set(pauses).size).toBeGreaterThan(100)
})
