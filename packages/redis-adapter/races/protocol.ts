/*
 * What the processes of a race on real Redis tell each other. Instants are of CLOCK_MONOTONIC, in ms: the same clock for
 * all processes of a machine.
 */

export interface RaceEvents {
  readonly invalidations: readonly InvalidationEvent[]
  readonly reads: readonly ReadEvent[]
  readonly sets: SetTimes
}

/** Values of the key older than `version` were made to go. */
export interface InvalidationEvent {
  readonly key: string
  readonly version: number
  readonly beganAt: number
  readonly returnedAt: number
  /** Whether all processes were bound by it when it returned. */
  readonly acknowledged: boolean
}

export interface ReadEvent {
  readonly key: string
  readonly version: number
  /** Name of the `set` that wrote the value; `undefined` for a loaded one. */
  readonly setBy: string | undefined
  readonly beganAt: number
  readonly strict: boolean
}

export type RaceCommand =
  | { readonly kind: 'run' }
  /** Say when the cache is in full service. */
  | { readonly kind: 'heal' }
  /** Everybody wants this key, which nobody has yet. */
  | { readonly kind: 'cold'; readonly key: string }
  | { readonly kind: 'stop' }

/** When each `set` returned, by its name. */
export type SetTimes = Readonly<Record<string, number>>

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
