import { createServer, connect, type Socket } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { ChaosProxy, CLEAR_LINE } from './chaos-proxy.ts'
import { SeededRandom } from '@larder/cache-core/testing'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A server that says back what it hears, behind a proxy. */
async function echoBehindProxy(): Promise<ChaosProxy> {
  const server = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => server.close())
  const proxy = await ChaosProxy.open((server.address() as AddressInfo).port, new SeededRandom(1))
  cleanups.push(() => proxy.close())
  return proxy
}

interface Line {
  readonly socket: Socket
  readonly heard: () => Buffer
  readonly pieces: () => number
}

function dial(proxy: ChaosProxy): Line {
  const socket = connect(proxy.port, '127.0.0.1').setNoDelay(true)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('error', () => {})
  cleanups.push(() => socket.destroy())
  return { socket, heard: () => Buffer.concat(chunks), pieces: () => chunks.length }
}

test('delay and jitter keep the order of what is sent', async () => {
  const proxy = await echoBehindProxy()
  proxy.shape = { ...CLEAR_LINE, delayMs: 8, jitterMs: 7, maxPieceBytes: 3 }
  const { socket, heard } = dial(proxy)
  const text = Array.from({ length: 200 }, (_, index) => `${index};`).join('')
  const startedAt = performance.now()

  for (const piece of text.match(/.{1,11}/g) ?? []) socket.write(piece)

  await expect.poll(() => heard().length, { timeout: 5_000 }).toBe(text.length)
  expect(heard().toString()).toBe(text)
  expect(performance.now() - startedAt).toBeGreaterThan(2)
})

test('a narrow line takes its time', async () => {
  const proxy = await echoBehindProxy()
  proxy.shape = { ...CLEAR_LINE, bytesPerSecond: 100_000 }
  const { socket, heard } = dial(proxy)
  const startedAt = performance.now()

  socket.write(Buffer.alloc(10_000))

  await expect.poll(() => heard().length, { timeout: 5_000 }).toBe(10_000)
  expect(performance.now() - startedAt).toBeGreaterThan(190)
})

test('a silent proxy accepts and says nothing', async () => {
  const proxy = await echoBehindProxy()
  proxy.isSilent = true
  const { socket, heard } = dial(proxy)
  await once(socket, 'connect')

  socket.write('x')

  await expect.poll(() => proxy.firstBytes).toEqual(['x'.charCodeAt(0)])
  expect(heard().length).toBe(0)
})

test('a reply is spoilt once, and connections are reset', async () => {
  const proxy = await echoBehindProxy()
  const { socket, heard } = dial(proxy)
  proxy.spoilNext((piece) => Buffer.from(piece.toString().toUpperCase()))

  socket.write('abc')
  await expect.poll(() => heard().toString()).toBe('ABC')
  socket.write('def')
  await expect.poll(() => heard().toString()).toBe('ABCdef')
  expect(proxy.spoilt).toBe(1)
  const failed = once(socket, 'error')
  proxy.resetAll()

  expect(((await failed) as readonly NodeJS.ErrnoException[])[0]?.code).toBe('ECONNRESET')
})

test('a reply can be cut off', async () => {
  const proxy = await echoBehindProxy()
  const { socket, heard } = dial(proxy)
  proxy.spoilNext((piece, { cut }) => {
    cut()
    return piece.subarray(0, 2)
  })
  const ended = once(socket, 'end')

  socket.write('abcdef')
  await ended

  expect(heard().toString()).toBe('ab')
})
