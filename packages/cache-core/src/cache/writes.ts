import type { Barrier } from '../ports/invalidation-log.ts'
import type { CacheParts } from './cache-parts.ts'
import type { Clock } from '../ports/clock.ts'
import type { Invalidation } from './cache.ts'
import type { MemoryEntry } from '../tiers/memory-entry.ts'
import type { SetOptions } from './options.ts'
import { assertKey } from '../key.ts'
import { CacheError } from '../errors.ts'
import { lifeOf } from './harvest.ts'
import { parseGlob } from '../glob.ts'
import { resolveRules } from './entry-rules.ts'
import { resolveTags } from './resolve-tags.ts'
import { STEP_KEYS } from '../tiers/tier-stack.ts'

/** How soon what a deletion covered is freed: by key prefix soon, by tag later since all keys must be looked at. */
const RECLAIM_WITHIN_MS = 1_000
const RECLAIM_TAGS_WITHIN_MS = 30_000

/** Which entries a deletion covers, and below which prefix their keys all are. */
interface Reach {
  readonly barrier: Barrier
  readonly prefix: string
  readonly covers: (key: string, tags: readonly string[]) => boolean
  readonly withinMs: number
}

/** Sets and invalidations. */
export class Writes {
  readonly #parts: CacheParts

  constructor(parts: CacheParts) {
    this.#parts = parts
  }

  async set(key: string, given: unknown, options: SetOptions | undefined): Promise<void> {
    const { configuration, isolation, tiers, stats } = this.#parts
    const startedAt = configuration.clock.monotonic()
    const rules = resolveRules(configuration.rules, options)
    const tags = resolveTags(options?.tags)
    if (given === undefined && rules.negativeTtlMs === 0) {
      throw new CacheError(
        'INVALID_ARGUMENT',
        'set was given undefined, which stands for "not found": use delete, or give a negativeTtlMs to keep it.',
      )
    }
    const kept = isolation.take(given)
    const life = lifeOf(kept.value, rules, configuration.random)
    if (life.ttlMs + life.staleMs === 0) await this.deleteMany([key])
    else await tiers.replace(key, { ...kept, ...life, tags, loadMs: 0 })
    stats.done('set', configuration.clock.monotonic() - startedAt)
  }

  /** Sets what can be set, and rejects with the first reason why something cannot. */
  async setMany(
    entries: readonly (readonly [key: string, value: unknown])[],
    options: SetOptions | undefined,
  ): Promise<void> {
    const failures: unknown[] = []
    for (let from = 0; from < entries.length; from += STEP_KEYS) {
      const some = entries.slice(from, from + STEP_KEYS)
      const set = some.map(([key, value]) =>
        this.set(key, value, options).catch((error: unknown) => failures.push(error)),
      )
      await Promise.all(set)
    }
    if (failures.length > 0) throw failures[0]
  }

  async deleteMany(keys: readonly string[]): Promise<number> {
    const { configuration, memory, shared, invalidations, stats } = this.#parts
    if (keys.length === 0) return 0
    const startedAt = configuration.clock.monotonic()
    const unique = [...new Set(keys)]
    const barriers = unique.map((key) => keyBarrier(key, 'delete'))
    const inMemory = unique.filter((key) => memory.delete(key)).length
    const requested = invalidations.request(barriers)
    const full = unique.map((key) => `${configuration.namespace}:${key}`)
    const [inShared = 0] = await Promise.all([shared?.guarded.delete(full), requested])
    stats.done('delete', configuration.clock.monotonic() - startedAt)
    return Math.max(inMemory, inShared)
  }

  deleteByPrefix(prefix: string): Promise<Invalidation> {
    return this.#delete({
      barrier: { kind: 'prefix', target: prefix, effect: 'delete' },
      prefix,
      covers: (key) => key.startsWith(prefix),
      withinMs: RECLAIM_WITHIN_MS,
    })
  }

  async deleteByPattern(pattern: string): Promise<Invalidation> {
    const glob = parseGlob(pattern)
    return this.#delete({
      barrier: { kind: 'pattern', target: pattern, effect: 'delete' },
      prefix: glob.literalPrefix,
      covers: glob.matches,
      withinMs: RECLAIM_WITHIN_MS,
    })
  }

  async invalidateTag(tag: string): Promise<Invalidation> {
    const [target = tag] = resolveTags([tag])
    return this.#delete({
      barrier: { kind: 'tag', target, effect: 'delete' },
      prefix: '',
      covers: (_key, tags) => tags.includes(tag),
      withinMs: RECLAIM_TAGS_WITHIN_MS,
    })
  }

  async expire(key: string): Promise<void> {
    await this.#parts.invalidations.request([keyBarrier(key, 'expire')])
  }

  async expireTag(tag: string): Promise<void> {
    const [target = tag] = resolveTags([tag])
    await this.#parts.invalidations.request([{ kind: 'tag', target, effect: 'expire' }])
  }

  async #delete({ barrier, prefix, covers, withinMs }: Reach): Promise<Invalidation> {
    const { configuration, memory, shared, invalidations, stats } = this.#parts
    const { clock } = configuration
    const startedAt = clock.monotonic()
    const requested = invalidations.request([barrier])
    if (barrier.kind === 'prefix' && prefix === '') memory.clear()
    const acknowledged = await requested
    shared?.reclaimer?.want(prefix, withinMs)
    stats.done('delete', clock.monotonic() - startedAt)
    const isGone = (key: string, entry: MemoryEntry) =>
      covers(key, entry.tags) && !invalidations.check(key, entry, startedAt)
    return {
      acknowledged,
      async reclaim({ signal, onProgress } = {}) {
        const steps = memory.deleteWhere(isGone)
        let l1 = 0
        for (let step = steps.next(); ; step = steps.next()) {
          l1 += step.value
          onProgress?.({ l1, l2: 0 })
          if (step.done === true) break
          if (signal?.aborted) throw abortedReclaim(signal)
          await turn(clock)
        }
        const onRemoved = onProgress && ((l2: number) => onProgress({ l1, l2 }))
        return Math.max(l1, (await shared?.reclaim(prefix, { signal, onProgress: onRemoved })) ?? 0)
      },
    }
  }
}

/** Lets everybody else do something. */
function turn(clock: Clock): Promise<void> {
  return new Promise((resolve) => clock.setTimer(resolve, 0))
}

function abortedReclaim(signal: AbortSignal): CacheError {
  const message = 'The reclaim was aborted: what it has not freed yet is gone all the same, and freed later.'
  return new CacheError('ABORTED', message, { cause: signal.reason })
}

function keyBarrier(key: string, effect: 'delete' | 'expire'): Barrier {
  assertKey(key)
  return { kind: 'key', target: key, effect }
}
