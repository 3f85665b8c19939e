/** Bytes from the start, or a range in which each connection draws its own. */
export type ByteOffset = number | readonly [from: number, to: number]

/** What happens to the bytes of one direction of a connection. Nothing that is not given. */
export interface DirectionSettings {
  /** How long each byte takes, in ms. */
  readonly delayMs?: number | undefined
  /** The delay of each chunk is drawn from `delayMs` ± this. The order of bytes stays. */
  readonly jitterMs?: number | undefined
  readonly bytesPerSecond?: number | undefined
  /** Nothing passes, not even the end; it waits, and then its sender. */
  readonly stalled?: boolean | undefined
  /** Most bytes of one write; the next one follows in another turn of the event loop. */
  readonly chopBytes?: number | undefined
  /** What comes within so many ms leaves in one write. Not together with `chopBytes` or `bytesPerSecond`. */
  readonly mergeMs?: number | undefined
  /** Replaces bytes from an offset on: so many by random other ones, or by those given. */
  readonly corrupt?: { readonly at: ByteOffset; readonly bytes: number | Uint8Array } | undefined
  /** Puts bytes before the one at an offset: so many random ones, or those given. */
  readonly insert?: { readonly at: ByteOffset; readonly bytes: number | Uint8Array } | undefined
  /** Lets so many bytes pass and swallows the rest; the connection stays open. */
  readonly dropAfterBytes?: ByteOffset | undefined
  /** Lets so many bytes pass, and ends the direction (FIN). */
  readonly truncateAfterBytes?: ByteOffset | undefined
  /** Lets so many bytes pass, and breaks the connection off (RST) at both ends. */
  readonly resetAfterBytes?: ByteOffset | undefined
}

/**
 * What becomes of a new connection: `forward`; `hold`, accepted and left waiting until connections are forwarded again;
 * `silent`, accepted, and never answered, not even later; `reset`, accepted and broken off; `refuse`, nobody listens.
 */
export type AcceptMode = 'forward' | 'hold' | 'silent' | 'reset' | 'refuse'

export type Direction = 'toServer' | 'toClient'

export interface ChaosSettings {
  readonly accept?: AcceptMode | undefined
  readonly toServer?: DirectionSettings | undefined
  readonly toClient?: DirectionSettings | undefined
}

const AMOUNTS = ['delayMs', 'jitterMs'] as const
const POSITIVE = ['bytesPerSecond', 'chopBytes', 'mergeMs'] as const
const ENDS = ['dropAfterBytes', 'truncateAfterBytes', 'resetAfterBytes'] as const

/** Throws a RangeError that lists every setting that makes no sense. */
export function assertSettings(settings: ChaosSettings): void {
  const problems = (['toServer', 'toClient'] as const).flatMap((direction) =>
    problemsOf(settings[direction] ?? {}).map((problem) => `${direction}.${problem}`),
  )
  if (problems.length > 0) throw new RangeError(`Bad settings of the chaos proxy: ${problems.join('; ')}.`)
}

function problemsOf(settings: DirectionSettings): readonly string[] {
  const { corrupt, insert, mergeMs, chopBytes, bytesPerSecond } = settings
  const offsets = [
    ...ENDS.map((name) => [name, settings[name]] as const),
    ['corrupt.at', corrupt?.at] as const,
    ['insert.at', insert?.at] as const,
  ]
  const isMixed = mergeMs !== undefined && (chopBytes !== undefined || bytesPerSecond !== undefined)
  return [
    ...AMOUNTS.filter((name) => !((settings[name] ?? 0) >= 0)).map((name) => `${name} must be 0 or more`),
    ...POSITIVE.filter((name) => !((settings[name] ?? 1) > 0)).map((name) => `${name} must be more than 0`),
    ...offsets.filter(([, at]) => !isOffset(at)).map(([name]) => `${name} must be whole numbers from 0 up`),
    ...(isMixed ? ['mergeMs cannot be had together with chopBytes or bytesPerSecond'] : []),
  ]
}

function isOffset(at: ByteOffset | undefined): boolean {
  if (at === undefined) return true
  const [from, to] = typeof at === 'number' ? [at, at] : at
  return Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from
}
