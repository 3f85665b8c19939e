import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { SeededRandom } from '@larder/cache-core/testing'
import { type ChaosProxyOptions, freePort, startChaosProxy, startRedis } from './index.ts'

vi.setConfig({ testTimeout: 20_000 })

const PATIENT = { timeout: 10_000, interval: 5 }

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A proxy before a server that sends back what it gets, and its end. */
async function echoing(options?: ChaosProxyOptions) {
  const accepted: Socket[] = []
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    accepted.push(socket)
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const proxy = await startChaosProxy({ port }, options)
  cleanups.push(
    () => server.close(),
    () => proxy.close(),
  )
  const dial = () => {
    const client = new Client(proxy.port)
    cleanups.push(() => client.socket.destroy())
    return client
  }
  return { proxy, accepted, dial }
}

class Client {
  readonly socket: Socket
  readonly chunks: Buffer[] = []
  ended = false
  error = ''

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    this.socket.on('data', (chunk: Buffer) => this.chunks.push(chunk))
    this.socket.on('end', () => (this.ended = true))
    this.socket.on('error', (error: NodeJS.ErrnoException) => (this.error = error.code ?? ''))
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString('latin1')
  }

  async echo(text: string): Promise<number> {
    const from = performance.now()
    const expected = this.text + text
    this.socket.write(text)
    while (this.text !== expected) await once(this.socket, 'data')
    return performance.now() - from
  }
}

describe('a direction', () => {
  test('passes everything by default, and counts it', async () => {
    const { proxy, dial } = await echoing()
    const client = dial()

    await client.echo('x'.repeat(300_000))

    expect(proxy.counters()).toMatchObject({
      connections: 1,
      openConnections: 1,
      toServer: { receivedBytes: 300_000, deliveredBytes: 300_000 },
      toClient: { receivedBytes: 300_000, deliveredBytes: 300_000 },
    })
    expect(proxy.counters().toServer.receivedChunks).toBeGreaterThan(0)
  })

  test('is delayed, the other one is not, and heals while it runs', async () => {
    const { proxy, dial } = await echoing({ toServer: { delayMs: 300 } })
    const client = dial()
    expect(await client.echo('slow')).toBeGreaterThanOrEqual(299)

    await proxy.set({ toServer: {}, toClient: { delayMs: 10_000 } })
    const echo = client.echo('waits')
    await expect.poll(() => proxy.counters().toClient.receivedBytes, PATIENT).toBe(9)
    expect(client.text).toBe('slow')
    await proxy.heal()

    expect(await echo).toBeLessThan(5_000)
  })

  test('keeps the order under jitter', async () => {
    const { dial } = await echoing({ toServer: { delayMs: 5, jitterMs: 5 }, toClient: { jitterMs: 5 } })
    const client = dial()
    const text = Array.from({ length: 100 }, (_, index) => `${index},`)

    for (const one of text) {
      client.socket.write(one)
      await new Promise((resolve) => setImmediate(resolve))
    }

    await expect.poll(() => client.text, PATIENT).toBe(text.join(''))
  })

  test('has a byte rate', async () => {
    const { dial } = await echoing({ toClient: { bytesPerSecond: 100_000 } })

    const ms = await dial().echo('x'.repeat(50_000))

    expect(ms).toBeGreaterThanOrEqual(495)
    expect(ms).toBeLessThan(5_000)
  })

  test('stalls, makes its sender wait, and goes on', async () => {
    const { proxy, accepted, dial } = await echoing({ toServer: { stalled: true } })
    const client = dial()
    const megabytes = 'x'.repeat(32 * 1024 * 1024)
    client.socket.write(megabytes)
    await expect.poll(() => proxy.counters().toServer.receivedBytes, PATIENT).toBeGreaterThan(1024 * 1024)
    const heldBack = () => proxy.counters().toServer.receivedBytes
    const held = heldBack()
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(heldBack()).toBe(held)
    expect(held).toBeLessThan(2 * 1024 * 1024)
    expect(accepted[0]?.bytesRead ?? 0).toBe(0)

    await proxy.heal()

    await expect.poll(() => client.text.length, PATIENT).toBe(megabytes.length)
  })

  test('is chopped: every byte is read alone', async () => {
    const { dial } = await echoing({ toClient: { chopBytes: 1 } })
    const client = dial()

    await client.echo('frames')

    expect(client.chunks.map(String)).toEqual('frames'.split(''))
  })

  test('merges what comes in several writes', async () => {
    const { proxy, dial } = await echoing({ toServer: { mergeMs: 300 } })
    const client = dial()
    for (const [index, text] of ['a', 'b', 'c'].entries()) {
      client.socket.write(text)
      await expect.poll(() => proxy.counters().toServer.receivedChunks, PATIENT).toBe(index + 1)
    }

    await expect.poll(() => client.text, PATIENT).toBe('abc')

    expect(proxy.counters().toServer.deliveredChunks).toBe(1)
  })

  test('is corrupted and added to at offsets counted from when that was set', async () => {
    const { proxy, dial } = await echoing()
    const client = dial()
    await client.echo('before ')
    await proxy.set({
      toClient: { corrupt: { at: 1, bytes: Buffer.from('X') }, insert: { at: 3, bytes: Buffer.from('YY') } },
    })

    client.socket.write('01234')

    await expect.poll(() => client.text, PATIENT).toBe('before 0X2YY34')
  })

  test('swallows all after some bytes, and the connection stays', async () => {
    const { proxy, dial } = await echoing({ toClient: { dropAfterBytes: 3 } })
    const client = dial()
    client.socket.write('0123')
    client.socket.write('4567')

    await expect.poll(() => proxy.counters().toClient.receivedBytes, PATIENT).toBe(8)
    expect(client.text).toBe('012')
    expect(client.ended).toBe(false)
    await proxy.heal()
    await expect.poll(() => (client.socket.write('!'), client.text), PATIENT).toMatch(/^012!/)
  })

  test('is truncated: an end, no error', async () => {
    const { dial } = await echoing({ toClient: { truncateAfterBytes: 3 } })
    const client = dial()
    client.socket.write('01234567')

    await expect.poll(() => client.ended, PATIENT).toBe(true)
    expect(client).toMatchObject({ text: '012', error: '' })
  })

  test('breaks off after some bytes, which still arrive', async () => {
    const { proxy, accepted, dial } = await echoing({ toClient: { resetAfterBytes: 3 } })
    const client = dial()
    const broken = vi.fn()
    client.socket.write('01234567')
    await expect.poll(() => accepted.length, PATIENT).toBe(1)
    accepted[0]?.on('error', broken)

    await expect.poll(() => client.error, PATIENT).toBe('ECONNRESET')
    expect(client.text).toBe('012')
    await expect.poll(() => accepted[0]?.destroyed, PATIENT).toBe(true)
    expect(proxy.counters().openConnections).toBe(0)
  })
})

describe('connections', () => {
  test('end one way and go on the other', async () => {
    const { proxy, accepted, dial } = await echoing()
    const client = dial()
    await client.echo('a')

    proxy.halfClose('toClient')

    await expect.poll(() => client.ended, PATIENT).toBe(true)
    client.socket.write('still heard')
    await expect.poll(() => accepted[0]?.bytesRead, PATIENT).toBe(12)
    client.socket.end()
    await expect.poll(() => proxy.counters().openConnections, PATIENT).toBe(0)
  })

  test('end both ways when both ends have said so', async () => {
    const { proxy, dial } = await echoing()
    const client = dial()
    client.socket.end('last words')

    await expect.poll(() => client.ended, PATIENT).toBe(true)
    expect(client.text).toBe('last words')
    await expect.poll(() => proxy.counters().openConnections, PATIENT).toBe(0)
  })

  test('of one choice are stalled and broken off, by the port that the server sees', async () => {
    const server = await startRedis()
    const proxy = await startChaosProxy(server)
    const [one, two] = [0, 1].map(
      (index) => new Redis(proxy.through(server.url), { connectionName: `c${index}` }),
    )
    cleanups.push(
      () => server.close(),
      () => proxy.close(),
      () => one?.disconnect(),
      () => two?.disconnect(),
    )
    await Promise.all([one?.ping(), two?.ping()])
    const list = String(await server.command('CLIENT', 'LIST'))
    const port = Number(/addr=127\.0\.0\.1:(\d+) [^\n]*name=c1 /.exec(list)?.[1])
    const closed = { one: vi.fn(), two: vi.fn() }
    two?.on('error', () => {})
    one?.on('close', closed.one)
    two?.on('close', closed.two)

    await proxy.set({ toClient: { stalled: true } }, { serverSidePort: port })
    const late = two?.ping()
    expect(await one?.ping()).toBe('PONG')
    await proxy.set({ toClient: {} }, { serverSidePort: port })
    expect(await late).toBe('PONG')

    proxy.reset({ serverSidePort: port })

    await expect.poll(() => closed.two.mock.calls.length, PATIENT).toBe(1)
    expect(closed.one).not.toHaveBeenCalled()
    expect(await one?.ping()).toBe('PONG')
  })

  test('are broken off when the server is away', async () => {
    const proxy = await startChaosProxy({ port: await freePort() })
    cleanups.push(() => proxy.close())
    const client = new Client(proxy.port)

    await expect.poll(() => client.error, PATIENT).toBe('ECONNRESET')
    await expect.poll(() => proxy.counters().openConnections, PATIENT).toBe(0)
  })
})

describe('a new connection', () => {
  test('is held, with what it sent, until connections are forwarded', async () => {
    const { proxy, accepted, dial } = await echoing({ accept: 'hold' })
    const client = dial()
    client.socket.write('early')
    await expect.poll(() => proxy.counters().connections, PATIENT).toBe(1)
    expect(accepted).toHaveLength(0)

    await proxy.heal()

    await expect.poll(() => client.text, PATIENT).toBe('early')
  })

  test('meets silence, also after the proxy has healed', async () => {
    const { proxy, accepted, dial } = await echoing({ accept: 'silent' })
    const client = dial()
    client.socket.write('early')
    await expect.poll(() => proxy.counters().toServer.receivedBytes, PATIENT).toBe(5)

    await proxy.heal()

    await dial().echo('another one is served')
    expect(client.text).toBe('')
    expect(accepted).toHaveLength(1)
    client.socket.end()
    await expect.poll(() => proxy.counters().openConnections, PATIENT).toBe(1)
  })

  test('is broken off', async () => {
    const { dial } = await echoing({ accept: 'reset' })
    const client = dial()

    await expect.poll(() => client.error, PATIENT).toBe('ECONNRESET')
  })

  test('is refused while the open ones go on, and served again on the same port', async () => {
    const { proxy, dial } = await echoing()
    const open = dial()
    await open.echo('a')
    await proxy.set({ accept: 'refuse' })
    const refused = dial()

    await expect.poll(() => refused.error, PATIENT).toBe('ECONNREFUSED')
    await open.echo('b')
    await proxy.heal()
    await dial().echo('c')
  })

  test('may be refused and served in one breath', async () => {
    const { proxy, dial } = await echoing()

    await Promise.all([
      proxy.set({ accept: 'refuse' }),
      proxy.heal(),
      proxy.set({ accept: 'refuse' }),
      proxy.heal(),
    ])

    await dial().echo('served')
  })
})

test('the same seed brings the same faults, connection by connection, however the bytes are cut', async () => {
  const faults = {
    toClient: { corrupt: { at: [0, 40], bytes: 3 }, insert: { at: [0, 40], bytes: 2 } },
  } as const
  const run = async (seed: number, settings: ChaosProxyOptions = {}) => {
    const { proxy, dial } = await echoing({ ...settings, random: new SeededRandom(seed) })
    const texts: string[] = []
    for (let connection = 0; connection < 3; connection++) {
      const client = dial()
      await client.echo('before')
      await proxy.set(faults)
      client.socket.write('x'.repeat(64))
      await expect.poll(() => client.text.length, PATIENT).toBe(72)
      texts.push(client.text)
      await proxy.set({ toClient: {} })
    }
    return texts
  }

  const one = await run(7)

  expect(new Set(one).size).toBe(3)
  expect(await run(7, { toServer: { chopBytes: 1 } })).toEqual(one)
  expect(await run(8)).not.toEqual(one)
})

test('close leaves no handle, whatever state connections are in', async () => {
  const sockets = () => process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length
  const before = sockets()
  const port = await freePort()
  const server = createServer((socket) => void socket.on('error', () => {})).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const proxy = await startChaosProxy({ port }, { toServer: { delayMs: 60_000 } })
  const clients = [new Client(proxy.port), new Client(proxy.port)]
  for (const { socket } of clients) socket.write('never arrives')
  await expect.poll(() => proxy.counters().toServer.receivedBytes, PATIENT).toBe(26)
  await proxy.set({ accept: 'hold', toServer: { stalled: true } })
  clients.push(new Client(proxy.port))
  await expect.poll(() => proxy.counters().openConnections, PATIENT).toBe(3)

  await Promise.all([proxy.close(), proxy.close()])

  await expect.poll(() => clients.every(({ ended, error }) => ended || error !== ''), PATIENT).toBe(true)
  expect(proxy.counters().openConnections).toBe(0)
  for (const { socket } of clients) socket.destroy()
  server.close()
  await expect.poll(sockets, PATIENT).toBeLessThanOrEqual(before)
})

test('settings that make no sense are listed and change nothing', async () => {
  const { proxy, dial } = await echoing()

  await expect(
    proxy.set({ toServer: { delayMs: -1, truncateAfterBytes: 1.5 }, toClient: { mergeMs: 5, chopBytes: 1 } }),
  ).rejects.toThrow(/toServer\.delayMs .*; toServer\.truncateAfterBytes .*; toClient\.mergeMs/)

  await dial().echo('as before')
})

test('a port that is taken is named', async () => {
  const { proxy } = await echoing()

  await expect(startChaosProxy({ port: 1 }, { port: proxy.port })).rejects.toThrow(`port ${proxy.port}`)
})
