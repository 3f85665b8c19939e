import { Socket } from 'node:net'

/** What a process holds at one moment. */
export interface Census {
  /** Of what keeps the event loop alive, by kind. */
  readonly handles: Readonly<Record<string, number>>
  /** The most listeners that one socket has. */
  readonly listenersOfOneSocket: number
  readonly heapBytes: number
}

/** Counts handles and listeners, and the heap after two collections. Needs `--expose-gc`. */
export function takeCensus(): Census {
  const { gc } = globalThis
  if (!gc) throw new Error('The heap cannot be measured: run node with --expose-gc.')
  gc()
  gc()
  const sockets = activeHandles().filter((handle) => handle instanceof Socket)
  return {
    handles: countHandles(),
    listenersOfOneSocket: Math.max(0, ...sockets.map(listenersOf)),
    heapBytes: process.memoryUsage().heapUsed,
  }
}

/** Of a census, without its collections. */
export function countHandles(): Census['handles'] {
  const handles: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1
  return handles
}

/** Sockets that are open; a drill that ends with more than it began with has lost some. */
export function openSockets({ handles }: Pick<Census, 'handles'>): number {
  return (handles['TCPSocketWrap'] ?? 0) + (handles['TLSWrap'] ?? 0) + (handles['TCPConnectWrap'] ?? 0)
}

function listenersOf(socket: Socket): number {
  return socket.eventNames().reduce((sum, name) => sum + socket.listenerCount(name), 0)
}

/** Node offers no other way to the sockets themselves; `getActiveResourcesInfo` only names their kind. */
function activeHandles(): readonly unknown[] {
  const { _getActiveHandles } = process as unknown as { _getActiveHandles?: () => unknown[] }
  return _getActiveHandles?.call(process) ?? []
}
