import type { SeenInvalidation, SeenRead, SetTimes } from '@larder/cache-core/testing'

/*
 * What the processes of a race on real Redis tell each other. Instants are of CLOCK_MONOTONIC, in ms: the same clock for
 * all processes of a machine.
 */

export interface RaceEvents {
  readonly invalidations: readonly SeenInvalidation[]
  readonly reads: readonly SeenRead[]
  readonly sets: SetTimes
}

export type RaceCommand =
  | { readonly kind: 'run' }
  /** Say when the cache is in full service. */
  | { readonly kind: 'heal' }
  /** Everybody wants this key, which nobody has yet. */
  | { readonly kind: 'cold'; readonly key: string }
  | { readonly kind: 'stop' }

export type RaceReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'healed' }
  | { readonly kind: 'cold'; readonly key: string }
  | { readonly kind: 'events'; readonly events: RaceEvents }
  | { readonly kind: 'stopped'; readonly events: RaceEvents; readonly errors: readonly string[] }

/** How old a read may be that is not strict, in ms. */
export const DELTA_MS = 1_000

export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
