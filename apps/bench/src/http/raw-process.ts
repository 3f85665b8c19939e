import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import { HEADERS } from './http-questions.ts'

/*
 * What there is to be compared with: `raw-process.ts LARDER PATH…`. It asks Larder for each path once, and answers with the very
 * same bytes and headers from then on, as directly as Hono can: a route each, no middleware, nothing to be awaited.
 */

/** Headers that node writes itself. */
const OWN = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'])

const [larderUrl = '', ...paths] = process.argv.slice(2)
const app = new Hono()
for (const path of paths) await answerAsLarder(path)
const server = createAdaptorServer({ fetch: app.fetch })
server.listen(0, '127.0.0.1', () => {
  console.log(`Hono serves http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

async function answerAsLarder(path: string): Promise<void> {
  const response = await fetch(larderUrl + path, { headers: HEADERS })
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (response.status !== 200) throw new Error(`Larder answered ${path} with ${response.status}.`)
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !OWN.has(name)))
  const { 'content-type': _, ...validators } = headers
  app.get(new URL(path, larderUrl).pathname, (c) =>
    c.req.header('if-none-match') === headers['etag']
      ? new Response(null, { status: 304, headers: validators })
      : new Response(bytes, { headers }),
  )
}
