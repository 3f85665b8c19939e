import { createServer, type IncomingMessage, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { App } from './app.ts'
import type { HttpConfig } from './http-config.ts'
import { sweepIdle } from './idle-sweep.ts'
import { GuardedResponse } from './middleware/guarded-response.ts'

/** Room for addresses of the 16,000 characters that Airtable takes, and for what proxies add. Node's own limit is 16 KiB for all. */
const MAX_HEADER_BYTES = 64 * 2 ** 10
/** Longest time between two looks for requests that take too long, in ms. Node's own is 30 s. */
const LOOK_EVERY_MS = 2_000

export interface HttpServer {
  readonly server: Server
  /** From now on each answer is the last one on its connection: its client takes another one, and another process. */
  readonly letGo: () => void
}

/** A server, not yet listening, that no client can hold up: whoever is slow, silent or one too many is let go. */
export function createHttpServer(app: App, limits: HttpConfig): HttpServer {
  const listener = getRequestListener(app.fetch)
  let isEnding = false
  const server = createServer(
    {
      ServerResponse: GuardedResponse,
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, Math.ceil(limits.headersTimeoutMs / 4)),
    },
    (incoming, outgoing) => {
      // Node says `Connection: close` then.
      if (isEnding) outgoing.shouldKeepAlive = false
      if (hasTwoHosts(incoming)) outgoing.writeHead(400, { connection: 'close' }).end()
      else void listener(incoming, outgoing)
    },
  )
  sweepIdle(server, limits.idleTimeoutMs)
  server.maxConnections = limits.maxConnections
  return {
    server,
    letGo: () => {
      isEnding = true
    },
  }
}

/** Node takes the first; whatever stands before it may have taken the other (RFC 9112, section 3.2). */
function hasTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++
  }
  return hosts > 1
}
