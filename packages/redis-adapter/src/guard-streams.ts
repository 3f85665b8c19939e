import type { AbstractConnector, Redis } from 'ioredis'

/**
 * Has every socket of the client heard for as long as it lives. ioredis listens for the first error alone, and TLS may have two:
 * a certificate of another host, and then an alert of the server that nobody waits for any more. Unheard, it would end the process.
 */
export function guardStreams(client: Redis): void {
  const { connector } = client as unknown as { readonly connector: AbstractConnector }
  const connect = connector.connect.bind(connector)
  connector.connect = (emitter) => {
    const connecting = connect(emitter)
    connecting.then((stream) => stream.on('error', ignore), ignore)
    return connecting
  }
}

/** The first one has been told of, and so has an attempt that failed. */
function ignore(): void {}
