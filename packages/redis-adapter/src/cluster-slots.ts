import type { RedisAddress } from './redis-url.ts'

/** Keys of a cluster are spread over so many slots (Redis cluster specification). */
export const SLOTS = 16_384

/** Slots from `first` to `last`, and who serves them. */
export interface SlotRange {
  readonly first: number
  readonly last: number
  readonly master: RedisAddress
  readonly replicas: readonly RedisAddress[]
}

/**
 * Reads the reply of CLUSTER SLOTS: `[first, last, [host, port, id, …], …]` for each range, the master first. A host that is
 * missing is that of the node which answered. What cannot be read is left out: its slots count as not served.
 */
export function readSlotRanges(reply: unknown, answeredBy: RedisAddress): readonly SlotRange[] {
  if (!Array.isArray(reply)) return []
  return reply.flatMap((range: unknown) => {
    if (!Array.isArray(range)) return []
    const [first, last, ...nodes] = range as unknown[]
    const [master, ...replicas] = nodes.map((node) => readAddress(node, answeredBy))
    if (!isSlot(first) || !isSlot(last) || !master) return []
    return [{ first, last, master, replicas: replicas.filter((replica) => replica !== undefined) }]
  })
}

function readAddress(node: unknown, answeredBy: RedisAddress): RedisAddress | undefined {
  if (!Array.isArray(node)) return undefined
  const [host, port] = node as unknown[]
  if (typeof port !== 'number' || port < 1 || port > 65_535) return undefined
  if (host === null || host === '') return { host: answeredBy.host, port }
  // '?': the node does not know its own name.
  return typeof host === 'string' && host !== '?' ? { host, port } : undefined
}

function isSlot(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < SLOTS
}
