import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the ports that systems lend to outgoing connections (32,768 and up): a client that retries a dead port of that
 * range can be given it as its own, and then talks to itself. With the bus of a cluster node, 10,000 higher, still so.
 */
const LOWEST_PORT = 10_000
const PORTS = 10_000
/** How far above its port a node of a cluster listens for the others. */
const CLUSTER_BUS_OFFSET = 10_000
const ATTEMPTS = 200

/** Given to somebody of this process, who may not listen yet. */
const lent = new Set<number>()

/**
 * A port of 127.0.0.1, from 10,000 to 19,999, that nobody listened on a moment ago, whose cluster bus port (10,000
 * higher) is free too. Never the same one twice in a process. Rejects when 200 ports in a row are taken.
 */
export async function freePort(): Promise<number> {
  if (lent.size > PORTS / 2) lent.clear()
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS)
    if (lent.has(port)) continue
    lent.add(port)
    if ((await isFree(port)) && (await isFree(port + CLUSTER_BUS_OFFSET))) return port
  }
  throw new Error(
    `No free port on 127.0.0.1: ${ATTEMPTS} ports from ${LOWEST_PORT} up are taken. Stop what is left of earlier runs.`,
  )
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
