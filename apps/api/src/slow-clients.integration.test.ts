import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { BASE, RESERVAS, withLarder } from './larder-fixture.ts'

/** Short, so that nobody waits; the shortest that may be configured. */
const SHORT = {
  HTTP_HEADERS_TIMEOUT_MS: '200',
  HTTP_REQUEST_TIMEOUT_MS: '400',
  HTTP_IDLE_TIMEOUT_MS: '600',
  HTTP_KEEP_ALIVE_MS: '600',
}

/** A connection on which nothing is sent but what the test sends. */
class RawClient {
  readonly socket: Socket
  readonly #closed: Promise<unknown>
  #text = ''

  private constructor(socket: Socket) {
    this.socket = socket
    this.#closed = once(socket, 'close').catch(() => {})
    socket.on('data', (chunk: Buffer) => (this.#text += chunk.toString('latin1')))
    socket.on('error', () => {})
  }

  static async open(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url)
    const client = new RawClient(connect(Number(port), hostname))
    await once(client.socket, 'connect')
    return client
  }

  /** Writes a piece, again and again, until the server has had enough; resolves to what it said. */
  async drip(piece: string, everyMs: number): Promise<string> {
    while (!this.socket.destroyed && this.socket.writable) {
      this.socket.write(piece)
      await sleep(everyMs)
    }
    return this.answer()
  }

  /** What came until the server closed the connection. */
  async answer(): Promise<string> {
    await this.#closed
    return this.#text
  }
}

const HEAD = `GET ${RESERVAS}?pageSize=1 HTTP/1.1\r\nhost: 127.0.0.1\r\n`

describe('whoever takes their time is let go', () => {
  test('a head that comes letter by letter', async () => {
    await withLarder({ env: SHORT }, async ({ url }) => {
      const client = await RawClient.open(url)
      client.socket.write(HEAD)

      expect(await client.drip('x-slow: 1\r\n', 20)).toMatch(/^HTTP\/1\.1 408/)
    })
  })

  test('a body that comes letter by letter', async () => {
    await withLarder({ env: SHORT }, async ({ url, simulator }) => {
      const client = await RawClient.open(url)
      client.socket.write(`POST ${RESERVAS} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1000\r\n\r\n{`)

      expect(await client.drip(' ', 20)).toMatch(/^(HTTP\/1\.1 408|$)/)
      expect(simulator.journal.entries.filter(({ method }) => method === 'POST')).toEqual([])
    })
  })

  test('a connection on which nothing comes', async () => {
    await withLarder({ env: SHORT }, async ({ url }) => {
      const client = await RawClient.open(url)

      expect(await client.answer()).toMatch(/^(HTTP\/1\.1 408|$)/)
    })
  })

  test('a client that does not read its answers', async () => {
    await withLarder({ env: SHORT }, async ({ url }) => {
      const client = await RawClient.open(url)
      client.socket.pause()
      // More than the buffers of both ends hold: the rest would wait in memory for ever.
      const asked = `GET /v0/${BASE}/Reservas?pageSize=100 HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`
      for (let sent = 0; sent < 400; sent++) client.socket.write(asked)
      await sleep(2_000)

      client.socket.resume()

      const answers = (await client.answer()).match(/HTTP\/1\.1 200/g) ?? []
      expect(answers.length).toBeLessThan(400)
    })
  })
})

test('one too many is refused, and the others are served', async () => {
  await withLarder({ env: { HTTP_MAX_CONNECTIONS: '3' } }, async ({ url, server }) => {
    const clients = await Promise.all([1, 2, 3].map(() => RawClient.open(url)))
    const tooMany = await RawClient.open(url)

    expect(await tooMany.answer()).toBe('')

    const [first] = clients
    first?.socket.write(`${HEAD}connection: close\r\n\r\n`)
    expect(await first?.answer()).toMatch(/^HTTP\/1\.1 200/)
    for (const { socket } of clients) socket.destroy()
    expect(server.url).toBe(url)
  })
})

describe('what is no request, or two at once, is refused and its connection closed', () => {
  test.each([
    [
      'two lengths',
      'content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /secret HTTP/1.1\r\n\r\n',
      400,
    ],
    ['two different lengths', 'content-length: 4\r\ncontent-length: 40\r\n\r\nabcd', 400],
    ['a length with a sign', 'content-length: +4\r\n\r\nabcd', 400],
    ['a folded header', 'x-a: b\r\n c\r\ncontent-length: 0\r\n\r\n', 400],
    ['a space before the colon', 'content-length : 0\r\n\r\n', 400],
    ['a bare line feed in a header', 'x-a: b\nx-c: d\r\ncontent-length: 0\r\n\r\n', 400],
    ['a second host', 'host: evil.example\r\ncontent-length: 0\r\n\r\n', 400],
    ['a head of more than 64 KiB', `x-big: ${'a'.repeat(70_000)}\r\n\r\n`, 431],
  ])('%s', async (_, rest, status) => {
    await withLarder({}, async ({ url, simulator }) => {
      simulator.journal.reset()
      const client = await RawClient.open(url)
      client.socket.write(`POST ${RESERVAS} HTTP/1.1\r\nhost: 127.0.0.1\r\n${rest}`)

      const answer = await client.answer()

      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(answer).toMatch(/^connection: close\r$/im)
      expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
      expect(simulator.journal.counts.requests).toBe(0)
    })
  })
})
