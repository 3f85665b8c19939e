import { ALL_PEERS } from './peers/all-peers.ts'
import type { Item, MemoryPeer, SharedPeer } from './peers/peer.ts'
import { type Question, QUESTIONS } from './cache-questions.ts'
import { samplePage, sampleRecord } from './sample-items.ts'

/** What the parent asks a peer's process. */
export type PeerCommand =
  | { readonly kind: 'measure'; readonly questionId: string; readonly durationMs: number }
  | { readonly kind: 'store-one'; readonly questionId: string }
  | { readonly kind: 'close' }

/** Operations per second, or the JSON size of what was stored; `error` when the peer could not do it. */
export interface PeerReply {
  readonly value?: number
  readonly error?: string
}

const RECORDS = 1_000
const PAGES = 20
const PAGE_BYTES = 100_000

const [peerName, redisUrl = ''] = process.argv.slice(2)
const peer = ALL_PEERS.find(({ name }) => name === peerName)
let memory: MemoryPeer | undefined
let shared: SharedPeer | undefined

process.on('message', (command: PeerCommand) => {
  answer(command).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  )
})

async function answer(command: PeerCommand): Promise<PeerReply> {
  if (command.kind === 'close') {
    await Promise.all([memory?.close(), shared?.close()])
    setTimeout(() => process.exit(0), 50)
    return {}
  }
  const question = QUESTIONS.find(({ id }) => id === command.questionId)
  if (!question) throw new Error(`There is no question ${command.questionId}.`)
  const cache = await opened(question)
  if (command.kind === 'measure') return { value: await measure(question, cache, command.durationMs) }
  const item = question.item === 'page' ? samplePage(0, PAGE_BYTES) : sampleRecord(0)
  await cache.set('stored', item)
  return { value: Buffer.byteLength(JSON.stringify(item)) }
}

/** The peer for the question's tier, filled when it is first asked for. */
async function opened({ tier }: Question): Promise<MemoryPeer | SharedPeer> {
  if (tier === 'memory') {
    if (!memory) {
      memory = await peer?.openMemory?.()
      await fill(memory)
    }
    if (memory) return memory
  } else {
    if (!shared) {
      shared = await peer?.openShared?.(redisUrl)
      await fill(shared)
    }
    if (shared) return shared
  }
  throw new Error(`${peerName} has no ${tier} tier.`)
}

const recordKey = (index: number): string => `${peerName?.replaceAll(' ', '-')}:record:${index % RECORDS}`
const pageKey = (index: number): string => `${peerName?.replaceAll(' ', '-')}:page:${index % PAGES}`
const records = Array.from({ length: RECORDS }, (_, index) => sampleRecord(index))

async function fill(cache: MemoryPeer | SharedPeer | undefined): Promise<void> {
  for (const [index, record] of records.entries()) await cache?.set(recordKey(index), record)
  for (let index = 0; index < PAGES; index++) await cache?.set(pageKey(index), samplePage(index, PAGE_BYTES))
  const [record, page] = [await cache?.get(recordKey(7)), await cache?.get(pageKey(7))]
  if (cache && (record?.id !== records[7]?.id || page?.id !== 'page7'))
    throw new Error(`${peerName} does not give back what it was given.`)
}

async function measure(
  question: Question,
  cache: MemoryPeer | SharedPeer,
  durationMs: number,
): Promise<number> {
  const operation = operationOf(question, cache)
  const startedAt = performance.now()
  const until = startedAt + durationMs
  let done = 0
  const caller = async (first: number) => {
    // The clock is read now and then: reading it each time would be most of the cost of a memory hit.
    const stride = question.tier === 'memory' ? 500 : 1
    for (let index = first; performance.now() < until;) {
      for (let step = 0; step < stride; step++, index += 7) await operation(index)
      done += stride
    }
  }
  await Promise.all(Array.from({ length: question.concurrency }, (_, index) => caller(index * 13)))
  return done / ((performance.now() - startedAt) / 1_000)
}

function operationOf(
  { operation, item }: Question,
  cache: MemoryPeer | SharedPeer,
): (index: number) => unknown {
  const keyOf = item === 'page' ? pageKey : recordKey
  const keys = Array.from({ length: item === 'page' ? PAGES : RECORDS }, (_, index) => keyOf(index))
  const at = (index: number) => keys[index % keys.length] ?? ''
  if (operation === 'set') return (index) => cache.set(at(index), records[index % RECORDS] as Item)
  if (operation === 'getOrSet' && 'getOrSet' in cache) return (index) => cache.getOrSet(at(index), neverLoads)
  return (index) => cache.get(at(index))
}

const neverLoads = (): Promise<Item> =>
  Promise.reject(new Error('The benchmark measures hits, and this was a miss.'))
