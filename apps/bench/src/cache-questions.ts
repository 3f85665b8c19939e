/** One question of the cache benchmark. Each answers one thing; what it does not show is said in `note`. */
export interface Question {
  readonly id: string
  readonly title: string
  readonly tier: 'memory' | 'shared'
  readonly operation: 'get' | 'getOrSet' | 'set' | 'bytes'
  readonly item: 'record' | 'page'
  /** Callers that each wait for their answer before they ask again. */
  readonly concurrency: number
  readonly unit: 'ops/s' | 'bytes'
  readonly note: string
}

const RATE = { unit: 'ops/s' } as const

export const QUESTIONS: readonly Question[] = [
  {
    id: 'memory-get',
    title: 'Memory hit, get',
    tier: 'memory',
    operation: 'get',
    item: 'record',
    concurrency: 1,
    ...RATE,
    note: 'One caller, 1,000 keys that all fit. Says nothing of eviction.',
  },
  {
    id: 'memory-get-or-set',
    title: 'Memory hit, getOrSet',
    tier: 'memory',
    operation: 'getOrSet',
    item: 'record',
    concurrency: 1,
    ...RATE,
    note: 'As above, through the loader API; the loader never runs.',
  },
  {
    id: 'redis-get-1',
    title: 'Redis get, 1 reader',
    tier: 'shared',
    operation: 'get',
    item: 'record',
    concurrency: 1,
    ...RATE,
    note: 'The round trip on loopback; 900-byte values, memory off.',
  },
  {
    id: 'redis-get-64',
    title: 'Redis get, 64 readers',
    tier: 'shared',
    operation: 'get',
    item: 'record',
    concurrency: 64,
    ...RATE,
    note: '900-byte values, memory off.',
  },
  {
    id: 'redis-get-512',
    title: 'Redis get, 512 readers',
    tier: 'shared',
    operation: 'get',
    item: 'record',
    concurrency: 512,
    ...RATE,
    note: '900-byte values, memory off.',
  },
  {
    id: 'redis-set-64',
    title: 'Redis set, 64 writers',
    tier: 'shared',
    operation: 'set',
    item: 'record',
    concurrency: 64,
    ...RATE,
    note: '900-byte values with a time to live.',
  },
  {
    id: 'redis-get-page',
    title: 'Redis get, 100 KB, 16 readers',
    tier: 'shared',
    operation: 'get',
    item: 'page',
    concurrency: 16,
    ...RATE,
    note: 'Larder and no other decompresses here.',
  },
  {
    id: 'stored-record',
    title: 'Stored bytes, 900 B record',
    tier: 'shared',
    operation: 'bytes',
    item: 'record',
    concurrency: 1,
    unit: 'bytes',
    note: 'Length of all values in Redis after one set; fewer is better.',
  },
  {
    id: 'stored-page',
    title: 'Stored bytes, 100 KB page',
    tier: 'shared',
    operation: 'bytes',
    item: 'page',
    concurrency: 1,
    unit: 'bytes',
    note: 'Length of all values in Redis after one set; fewer is better.',
  },
]
