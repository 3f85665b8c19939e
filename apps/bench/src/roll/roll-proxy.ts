import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RollProxyOptions {
  /** Ports of servers on loopback. */
  readonly ports: readonly number[]
  /** From one look at `/readyz` to the next, in ms. */
  readonly checkMs: number
}

interface Upstream {
  readonly port: number
  readonly agent: Agent
  isIn: boolean
  /** Whether it has been asked and has not answered yet. */
  isLookedAt: boolean
  /** Requests that are under way there. */
  underWay: number
}

/**
 * A balancer as small as one can be: it sends each request to the server with the fewest under way of those that said
 * `/readyz` at the last look, over connections that it keeps. It never sends one again: whatever a server loses, a caller
 * has lost.
 */
export class RollProxy implements AsyncDisposable {
  readonly #upstreams: readonly Upstream[]
  readonly #server = createServer((incoming, outgoing) => this.#pass(incoming, outgoing))
  readonly #looking: NodeJS.Timeout

  private constructor({ ports, checkMs }: RollProxyOptions) {
    this.#upstreams = ports.map((port) => ({
      port,
      agent: new Agent({ keepAlive: true, scheduling: 'fifo' }),
      isIn: false,
      isLookedAt: false,
      underWay: 0,
    }))
    this.#looking = setInterval(() => this.#upstreams.forEach(look), checkMs)
  }

  static async open(options: RollProxyOptions): Promise<RollProxy> {
    const proxy = new RollProxy(options)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** How many servers are sent requests. */
  get serving(): number {
    return this.#upstreams.filter(({ isIn }) => isIn).length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#looking)
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    for (const { agent } of this.#upstreams) agent.destroy()
    await closed
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const [upstream] = this.#upstreams
      .filter(({ isIn }) => isIn)
      .toSorted((one, other) => one.underWay - other.underWay)
    if (!upstream) return void outgoing.writeHead(503).end()
    const { port, agent } = upstream
    const { method, url: path, headers } = incoming
    upstream.underWay++
    outgoing.once('close', () => upstream.underWay--)
    const onward = request({ host: '127.0.0.1', port, agent, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.on('error', () => outgoing.destroy())
    })
    onward.on('error', () => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502).end()
    })
    incoming.pipe(onward)
  }
}

/**
 * One look at a time, over a connection of its own: one that is kept could still be open when no other can be opened. Who says
 * no or is not there is out at once; who is slow is not, on a machine that does more than this.
 */
function look(upstream: Upstream): void {
  if (upstream.isLookedAt) return
  upstream.isLookedAt = true
  const found = (isIn: boolean) => {
    upstream.isIn = isIn
    upstream.isLookedAt = false
  }
  const where = { host: '127.0.0.1', port: upstream.port, path: '/readyz', agent: false, timeout: 10_000 }
  const asking = get(where, (answer) => {
    answer.resume()
    found(answer.statusCode === 200)
  })
  asking.on('timeout', () => asking.destroy())
  asking.on('error', () => found(false))
}
