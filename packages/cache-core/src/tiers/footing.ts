/** What a read may rely on. */
export interface Footing {
  /** Whether the invalidations known here are recent enough for this read. */
  readonly isKnown: boolean
  /** Nothing may be older than the last invalidation that was acknowledged anywhere before the read. */
  readonly isStrict: boolean
}

export const BOUNDED: Footing = { isKnown: true, isStrict: false }
export const ISOLATED: Footing = { isKnown: false, isStrict: false }
