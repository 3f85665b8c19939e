import { type AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { dashboardPage, dashboardRoutes } from './dashboard-routes.ts'
import type { LiveDetails, LivePoint } from './live-point.ts'

export interface ToldPage {
  readonly url: string
  /** What all pages that are open hear next; a page that is opened later begins with the last point. */
  tell(point: LivePoint, details?: LiveDetails): Promise<void>
  close(): Promise<void>
}

/** The page with nothing behind it: it shows what the test tells, and so has only one right text for each figure. */
export async function startToldPage(): Promise<ToldPage> {
  const streams = new Set<SSEStreamingApi>()
  const over = Promise.withResolvers<void>()
  let history: readonly LivePoint[] = []
  let details: LiveDetails = { hotKeys: [], models: [] }
  const send = (stream: SSEStreamingApi, event: string, data: object) =>
    stream.writeSSE({ event, data: JSON.stringify(data) })
  const app = new Hono()
    .get('/', dashboardPage)
    .route('/', dashboardRoutes())
    .get('/cache/live', (c) =>
      streamSSE(c, async (stream) => {
        streams.add(stream)
        stream.onAbort(() => void streams.delete(stream))
        await send(stream, 'history', history)
        await send(stream, 'details', details)
        await over.promise
      }),
    )
  const listening = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, listening.resolve)
  const { port } = await listening.promise
  return {
    url: `http://127.0.0.1:${port}`,
    async tell(point, more = details) {
      history = [point]
      details = more
      for (const stream of streams) {
        await send(stream, 'point', point)
        await send(stream, 'details', details)
      }
    },
    async close() {
      over.resolve()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
