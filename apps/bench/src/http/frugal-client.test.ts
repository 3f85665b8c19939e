import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { FrugalClient } from './frugal-client.ts'

async function serve(stack: AsyncDisposableStack, listener: RequestListener): Promise<[string, Server]> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stack.defer(() => {
    server.closeAllConnections()
    server.close()
  })
  return [`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server]
}

function clientOf(stack: AsyncDisposableStack): FrugalClient {
  return stack.adopt(new FrugalClient({ authorization: 'Bearer k' }), (client) => client.close())
}

test('an answer is told when all of it has come, and its connection serves the next one', async () => {
  await using stack = new AsyncDisposableStack()
  const asked: string[] = []
  const ports = new Set<number | undefined>()
  const [url] = await serve(stack, (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    ports.add(request.socket.remotePort)
    const body = 'b'.repeat(request.url === '/big?a=1' ? 300_000 : 3)
    response.setHeader('content-length', body.length)
    response.statusCode = request.url === '/none' ? 304 : 200
    response.write(body.slice(0, 2))
    setImmediate(() => response.end(body.slice(2)))
  })
  const client = clientOf(stack)

  expect(await client.statusOf(`${url}/big?a=1`)).toBe('200')
  expect(await client.statusOf(`${url}/none`)).toBe('304')
  expect(await client.statusOf(`${url}/small`)).toBe('200')
  expect(asked).toEqual(['GET /big?a=1 Bearer k', 'GET /none Bearer k', 'GET /small Bearer k'])
  expect(ports.size).toBe(1)
})

test('requests at once take a connection each', async () => {
  await using stack = new AsyncDisposableStack()
  const waiting: (() => void)[] = []
  const [url] = await serve(stack, (_, response) => {
    waiting.push(() => response.writeHead(429, { 'content-length': 1 }).end('x'))
    if (waiting.length === 3) for (const answer of waiting) answer()
  })
  const client = clientOf(stack)

  expect(await Promise.all([1, 2, 3].map(() => client.statusOf(url)))).toEqual(['429', '429', '429'])
})

test('without an answer the status is `failed`, and the next request has a connection of its own', async () => {
  await using stack = new AsyncDisposableStack()
  const [url, server] = await serve(stack, ({ url: path }, response) => {
    if (path === '/cut') response.socket?.destroy()
    else if (path === '/endless') response.write('of unknown length')
    else response.writeHead(200, { 'content-length': 2 }).end('ok')
  })
  const client = clientOf(stack)

  expect(await client.statusOf(`${url}/cut`)).toBe('failed')
  expect(await client.statusOf(`${url}/endless`)).toBe('failed')
  expect(await client.statusOf(`${url}/fine`)).toBe('200')
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  expect(await client.statusOf(`${url}/gone`)).toBe('failed')
})
