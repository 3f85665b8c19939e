import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { RESERVAS, withLarder } from './larder-fixture.ts'

const PATIENT = { timeout: 10_000 }

/** Requests so far, by method and class of status. */
async function countsOf(url: string): Promise<readonly string[]> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return [
    ...text.matchAll(
      /^larder_http_requests_total\{route="\/v0[^"]*",method="(\w+)",status="(\w+)"\} (\d+)/gm,
    ),
  ].map(([, method, status, count]) => `${method} ${status} ${count}`)
}

test('who goes before its body is whole is no failure of the server', async () => {
  await withLarder({}, async ({ url, simulator }) => {
    simulator.journal.reset()
    const head = `POST ${RESERVAS} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1000\r\n`

    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    // Told to go on, it is known that the server reads.
    socket.write(`${head}expect: 100-continue\r\n\r\n{"fields":`)
    await once(socket, 'data')
    socket.destroy()

    await expect.poll(() => countsOf(url), PATIENT).toEqual(['POST 4xx 1'])
    expect(simulator.journal.counts.requests).toBe(0)
  })
})

test('nor is who goes before Airtable has answered', async () => {
  await withLarder({}, async ({ url, simulator }) => {
    simulator.journal.reset()
    simulator.faults.failAll('hang')
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(`GET ${RESERVAS} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`)
    await expect.poll(() => simulator.journal.counts.requests, PATIENT).toBe(1)

    socket.destroy()

    await expect.poll(() => countsOf(url), PATIENT).toEqual(['GET 4xx 1'])
  })
})
