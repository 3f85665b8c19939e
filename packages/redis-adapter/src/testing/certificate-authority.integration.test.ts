import { once } from 'node:events'
import { connect, type ConnectionOptions } from 'node:tls'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test } from 'vitest'
import { CertificateAuthority, type RedisServer, type ServerTlsOptions, startRedis } from './index.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const authority = new CertificateAuthority()

async function redis(tls: ServerTlsOptions = {}): Promise<RedisServer> {
  const server = await startRedis({ tls: { authority, ...tls } })
  cleanups.push(() => server.close())
  return server
}

/** What a client that trusts the authority hears when it says PING: an answer, or the code of the error. */
async function ping(server: RedisServer, options: ConnectionOptions = {}): Promise<string> {
  const socket = connect({ port: server.port, host: '127.0.0.1', ca: authority.cert, ...options })
  socket.write('PING\r\n')
  try {
    const [reply] = (await once(socket, 'data')) as [Buffer]
    return reply.toString().trim()
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  } finally {
    socket.destroy()
  }
}

test('a client that trusts the authority is served over TLS, by address and by name', async () => {
  const server = await redis()
  const client = new Redis(server.url, { tls: server.tls ?? {} })
  cleanups.push(() => client.disconnect())

  expect(server.url).toMatch(/^rediss:/)
  expect(await client.ping()).toBe('PONG')
  expect(await ping(server)).toBe('+PONG')
  expect(await ping(server, { host: 'localhost', family: 4 } as ConnectionOptions)).toBe('+PONG')
})

describe('a client refuses', () => {
  test.each([
    ['a certificate that has expired', authority.issue({ expired: true }), 'CERT_HAS_EXPIRED'],
    [
      'a certificate for another name',
      authority.issue({ hosts: ['cache.example.com'] }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      'a certificate of an authority that it does not know',
      new CertificateAuthority().issue(),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
  ])('%s', async (_name, certificate, code) => {
    expect(await ping(await redis({ certificate }))).toBe(code)
  })
})

test('a server refuses clients without a certificate, or with one of another authority, when it asks for them', async () => {
  const server = await redis({ clientCertificateRequired: true })
  const stranger = new CertificateAuthority().issue()

  expect(await ping(server)).toMatch(/CERTIFICATE_REQUIRED/)
  expect(await ping(server, stranger)).toMatch(/ECONNRESET|UNKNOWN_CA|BAD_CERTIFICATE|DECRYPT_ERROR/)
  expect(await ping(server, server.tls)).toBe('+PONG')
  expect(await server.command('PING')).toBe('PONG')
})

test('a certificate is rotated while the server runs, also a bad one for a good one', async () => {
  const server = await redis({ certificate: authority.issue({ expired: true }) })
  expect(await ping(server)).toBe('CERT_HAS_EXPIRED')

  await server.rotateCertificate(authority.issue())
  expect(await ping(server)).toBe('+PONG')

  await server.rotateCertificate(new CertificateAuthority().issue())
  expect(await ping(server)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
})

test('a server without TLS has no certificate to rotate', async () => {
  const server = await startRedis()
  cleanups.push(() => server.close())

  await expect(server.rotateCertificate(authority.issue())).rejects.toThrow('has no TLS')
})
