/** One invalidation: what it covers, and whether that is gone or only stale. Keys are the cache's own, without namespace. */
export interface Barrier {
  /** `prefix` is literal, `pattern` a glob (see `parseGlob`). The prefix `''` covers everything. */
  readonly kind: 'key' | 'tag' | 'prefix' | 'pattern'
  readonly target: string
  /**
   * `delete`: no older value is ever served again. `expire`: older values are stale from now on. `replace`: a key was
   * set, and its new value is stamped with the record's own number. These are many, and a log may forget them first.
   */
  readonly effect: 'delete' | 'expire' | 'replace'
}

/**
 * A place in a log. `era` names one life of the log and changes when it lost its memory; 0 is no place at all. `seq`
 * counts records from 1. When another server takes over, which may not have the newest records, a new term begins with
 * much higher numbers, so that none is used twice: `term` is the number that it began after, 0 for the first. `nonce` is
 * the record's own, to notice another one under its number.
 */
export interface LogPosition {
  readonly era: number
  readonly term: number
  readonly seq: number
  readonly nonce: number
}

export interface LogRecord {
  readonly seq: number
  readonly nonce: number
  readonly barriers: readonly Barrier[]
}

/** Where the log ends, and the way there from the position that was asked about. */
export interface LogAnswer {
  readonly end: LogPosition
  /**
   * Every record after the position asked about, or after `after` where that is given, in order. `gap`: not all of them
   * are there any more, read a snapshot. `diverged`: the log has other records under numbers that were seen, begin a new
   * era.
   */
  readonly records: readonly LogRecord[] | 'gap' | 'diverged'
  /**
   * The server that has taken over does not have the position asked about; this is the last record before it that it has.
   * Who has seen that one, under its nonce, misses nothing.
   */
  readonly after?: RecordName | undefined
}

/** What tells a record from all others, in whatever life of the log. */
export type RecordName = Pick<LogRecord, 'seq' | 'nonce'>

/** All that the log remembers: the newest record number of each barrier. Of replacements, only late ones. */
export interface LogSnapshot {
  readonly end: LogPosition
  /** Barriers of records up to this number may have been forgotten: nothing stamped below it can be judged. */
  readonly floor: number
  readonly barriers: readonly { readonly seq: number; readonly barrier: Barrier }[]
}

/** Pushed as it happens; messages may be lost. Without `era` the log could not take the barriers, and nothing numbers them. */
export type LogMessage =
  | { readonly era: number; readonly record: LogRecord }
  | { readonly era?: undefined; readonly barriers: readonly Barrier[] }

/**
 * The invalidations of one namespace, numbered in one order for all processes, without clocks. Every method rejects with
 * a StoreError when the log cannot answer; deadlines belong to the caller.
 */
export interface InvalidationLog {
  /** Which of the store's nodes answers for it now. */
  readonly node: string
  /** Appends one record and remembers its barriers, whatever they cover in constant time. Resolves once it holds. */
  append(barriers: readonly Barrier[], nonce: number, since: LogPosition): Promise<LogAnswer>
  /** What was appended since: one round trip. */
  readSince(position: LogPosition): Promise<LogAnswer>
  snapshot(): Promise<LogSnapshot>
  /** Begins a new era unless somebody has already ended `era`: whatever was stamped before is void. */
  endEra(era: number): Promise<void>
  /** Tells the others at once of barriers that the log could not take. Best effort. */
  broadcast(barriers: readonly Barrier[]): Promise<void>
  /** One listener. `onGap` is called when messages may have been lost. */
  subscribe(onMessage: (message: LogMessage) => void, onGap: () => void): void
}
