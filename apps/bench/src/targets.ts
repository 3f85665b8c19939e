/** How Larder is to compare with a contender: so many times as many operations, or as few bytes. */
export interface Target {
  readonly questionId: string
  readonly peer: string
  readonly atLeast: number
}

const beside = (questionId: string, atLeast: Readonly<Record<string, number>>): readonly Target[] =>
  Object.entries(atLeast).map(([peer, least]) => ({ questionId, peer, atLeast: least }))

export const TARGETS: readonly Target[] = [
  ...beside('memory-get-or-set', { 'raw lru-cache': 0.8, bentocache: 15 }),
  ...beside('redis-get-1', { 'raw ioredis': 0.95 }),
  ...beside('redis-get-64', { 'raw ioredis': 2.2, 'raw node-redis': 1, bentocache: 2.5 }),
  ...beside('redis-get-512', { 'raw ioredis': 3, 'raw node-redis': 1.15, bentocache: 4 }),
  ...beside('redis-set-64', { 'raw node-redis': 1 }),
  ...beside('redis-get-page', { 'raw node-redis': 1 }),
  // What a raw client stores is the JSON: a quarter of it, and half.
  ...beside('stored-page', { 'raw node-redis': 4 }),
  ...beside('stored-record', { 'raw node-redis': 2 }),
]
