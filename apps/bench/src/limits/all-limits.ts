import { eventLoopDelay } from './event-loop-delay.ts'
import { heapPerEntry } from './heap-per-entry.ts'
import type { Limit } from './limit.ts'
import { reclaimBesideOthers, tagInvalidation } from './tag-invalidation.ts'
import { storedWithDictionary } from './stored-with-dictionary.ts'
import { smallBesideLarge } from './small-beside-large.ts'

export const ALL_LIMITS: readonly Limit[] = [
  eventLoopDelay,
  smallBesideLarge,
  tagInvalidation,
  reclaimBesideOthers,
  heapPerEntry,
  storedWithDictionary,
]
