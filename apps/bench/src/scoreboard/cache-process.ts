import { writeSync } from 'node:fs'
import { ALL_PEERS } from '../peers/all-peers.ts'
import type { TieredPeer } from '../peers/peer.ts'

/** One process with one cache, which does what its parent says. Its loaders ask the parent. */

/** What the parent says: a call to make, or the answer to a load. */
export type ToCache =
  | { readonly kind: 'call'; readonly id: number; readonly call: CacheCall }
  | { readonly kind: 'loaded'; readonly id: number; readonly value?: unknown; readonly error?: CallError }

export type CacheCall =
  | { readonly method: 'getOrSet'; readonly key: string; readonly tag?: string | undefined }
  /** Reads the value, then changes it in place; answers whether that threw. */
  | { readonly method: 'mutate'; readonly key: string }
  | { readonly method: 'delete'; readonly key: string }
  | { readonly method: 'invalidateTag'; readonly tag: string }
  /** Does nothing: once it is answered, every call before it has been made. */
  | { readonly method: 'reach' }

export type FromCache =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: CallError }
  | { readonly kind: 'load'; readonly id: number }

export interface CallError {
  readonly name: string
  readonly message: string
}

// The process ends as it would without this; the parent learns why.
process.on('uncaughtExceptionMonitor', (error) => writeSync(2, `crash: ${String(error)}\n`))

const [peerName, redisUrl = ''] = process.argv.slice(2)
const setup = ALL_PEERS.find(({ name }) => name === peerName)?.tiered
if (!setup) throw new Error(`${peerName} has no tiered set-up.`)

process.on('disconnect', () => process.exit(0))

const cache = await setup.open(redisUrl)
const loads = new Map<number, PromiseWithResolvers<unknown>>()
process.on('message', (message: ToCache) => {
  if (message.kind === 'loaded') {
    const load = loads.get(message.id)
    if (message.error) load?.reject(new Error(message.error.message))
    else load?.resolve(message.value)
    return
  }
  const { id } = message
  obey(cache, message.call).then(
    (value) => send({ kind: 'reply', id, value }),
    (error: unknown) => send({ kind: 'reply', id, error: described(error) }),
  )
})
send({ kind: 'ready' })

async function obey(cache: TieredPeer, call: CacheCall): Promise<unknown> {
  switch (call.method) {
    case 'getOrSet':
      return call.tag === undefined
        ? await cache.getOrSet(call.key, load)
        : await cache.getOrSetTagged?.(call.key, call.tag, load)
    case 'mutate':
      return mutated(await cache.getOrSet(call.key, load))
    case 'delete':
      await cache.delete(call.key)
      return
    case 'invalidateTag':
      await cache.invalidateTag?.(call.tag)
      return
    case 'reach':
      return
  }
}

function mutated(value: unknown): 'changed' | 'threw' {
  const { guests } = value as { guests: { name: string }[] }
  try {
    guests.push({ name: 'Mallory' })
    Object.assign(guests[0] ?? {}, { name: 'Mallory' })
    return 'changed'
  } catch {
    return 'threw'
  }
}

function load(): Promise<unknown> {
  const id = loads.size
  const answer = Promise.withResolvers<unknown>()
  loads.set(id, answer)
  send({ kind: 'load', id })
  return answer.promise
}

function described(error: unknown): CallError {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: typeof error, message: String(error) }
}

function send(message: FromCache): void {
  process.send?.(message)
}
