import type { AbstractConnector, Redis } from 'ioredis'

/** What ioredis asks sentinels through: connections that it makes itself, which only this method sees. */
interface SentinelWay {
  connectToSentinel?: (endpoint: object, options?: object) => Redis
}

/**
 * Has every socket of the client heard for as long as it lives, and those to its sentinels. ioredis listens for the first error
 * alone, and TLS may have two: a certificate of another host, and then an alert of the server that nobody waits for any more.
 * Unheard, it would end the process.
 */
export function guardStreams(client: Redis): void {
  const { connector } = client as unknown as { readonly connector: AbstractConnector & SentinelWay }
  const connect = connector.connect.bind(connector)
  connector.connect = (emitter) => {
    const connecting = connect(emitter)
    connecting.then((stream) => stream.on('error', ignore), ignore)
    return connecting
  }
  const connectToSentinel = connector.connectToSentinel?.bind(connector)
  if (!connectToSentinel) return
  connector.connectToSentinel = (endpoint, options) => {
    // It connects with its first command: before the guard it must not.
    const sentinel = connectToSentinel(endpoint, { ...options, lazyConnect: true })
    guardStreams(sentinel)
    return sentinel
  }
}

/** The first one has been told of, and so has an attempt that failed. */
function ignore(): void {}
