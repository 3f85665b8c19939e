import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from './config.ts'
import { compose, type ComposeOptions, type Composition } from './composition.ts'
import { createHttpServer } from './http-server.ts'

/** A running server. */
export interface RunningServer {
  readonly url: string
  readonly composition: Composition
  /**
   * Says at `/readyz` that it ends, goes on serving for `SHUTDOWN_DRAIN_DELAY_MS`, then stops taking requests, lets those
   * under way end for at most `graceMs`, and closes the rest. Idempotent.
   */
  close(graceMs?: number): Promise<void>
}

/** Starts serving. Rejects with a message for people when the port cannot be had. */
export async function serve(config: Config, options: ComposeOptions = {}): Promise<RunningServer> {
  const composition = await compose(config, options)
  const { server, letGo } = createHttpServer(composition.app, config.http)
  try {
    server.listen(config.port, config.host)
    await once(server, 'listening')
  } catch (error) {
    await composition.close()
    throw new Error(explain(error, config), { cause: error })
  }
  const { port } = server.address() as AddressInfo
  let closing: Promise<void> | undefined
  const close = async (graceMs: number) => {
    composition.endStreams()
    letGo()
    if (config.http.drainDelayMs > 0) await delay(config.http.drainDelayMs)
    const closed = once(server, 'close')
    server.close()
    await drain(server, closed, graceMs)
    await composition.close()
  }
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    composition,
    close: (graceMs = 1_500) => (closing ??= close(graceMs)),
  }
}

/** Clients that keep their connections are let go as soon as they have their answer. */
async function drain(server: Server, closed: Promise<unknown>, graceMs: number): Promise<void> {
  const release = setInterval(() => server.closeIdleConnections(), 10)
  const grace = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(release)
  clearTimeout(grace)
}

function explain(error: unknown, { host, port }: Config): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken: stop what listens there, or set PORT to another one (0 for any free one).`
  if (code === 'EACCES')
    return `Port ${port} on ${host} may not be opened by this user: set PORT to one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST ${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all.`
  return `The server could not listen on ${host}:${port} (${String(code ?? error)}).`
}
