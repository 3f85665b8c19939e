/**
 * What processes share to keep within one budget: which slots of a scope are taken, who waits, and which share of the
 * limits each process may use should it lose the ledger. It has the only clock; all else is told as a time from now.
 */
export interface SlotLedger {
  /**
   * Tells the ledger the news of one process and asks for slots, in one step for all scopes. Rejects with a StoreError
   * when the ledger cannot answer; deadlines belong to the caller, and what it gave up on may still take effect.
   */
  exchange(message: LedgerMessage): Promise<LedgerAnswer>
}

/** Shares are whole numbers of this: it can be divided by every number of processes up to ten. */
export const WHOLE_SHARE = 5_040

export interface LedgerMessage {
  readonly process: string
  /** Grows with every message of the process: one that was overtaken is refused. */
  readonly sequence: number
  /** `alone`: it sends nothing, or keeps to its share. `shared`: it sends what it is granted. `gone`: nothing any more. */
  readonly mode: 'alone' | 'shared' | 'gone'
  /** The era of the last answer; '' before the first. */
  readonly era: string
  /** What the ledger's clock should say by that answer; `undefined` before the first. */
  readonly expectedAt: number | undefined
  /** The share that the process was told last; 0 before. */
  readonly share: number
  /** How many processes it was told of; 0 before. */
  readonly processes: number
  /** How many there are to be, by the configuration: for a ledger without memory. */
  readonly expectedProcesses: number
  readonly terms: LedgerTerms
  readonly scopes: readonly { readonly name: string; readonly limit: number }[]
  readonly slots: readonly SlotNews[]
  readonly locks: readonly { readonly scope: number; readonly forMs: number }[]
  /** The requests that are next in line, best first. */
  readonly wants: readonly SlotWant[]
  /** Requests of the process that wait, per scope: interactive, background. */
  readonly waiting: readonly (readonly [number, number])[]
}

/** What all processes have to agree on: durations in ms, and a share. */
export interface LedgerTerms {
  /** How long a request counts after it was answered. */
  readonly windowMs: number
  /** How long one that was not answered counts as under way. */
  readonly holdMs: number
  /** A message that comes later than this was held up, or a clock has jumped: nothing is believed any more. */
  readonly lateMs: number
  /** Without a message for so long a process counts as away, and its share is left to it. */
  readonly absentMs: number
  /** Without one for so long it is forgotten. */
  readonly forgetMs: number
  /** How long a ledger without memory waits: what was sent before has arrived by then, and left the window. */
  readonly settleMs: number
  /** How long before a slot is free an interactive request may be given it. */
  readonly aheadMs: number
  /** How much longer than a read a write counts as having waited. */
  readonly headStartMs: number
  /** A smaller share than this is not one slot, and of no use: of more processes some have none instead. */
  readonly leastShare: number
}

/** A slot, named by a number of its process; scopes by their place in the message. */
export interface SlotNews {
  readonly number: number
  readonly scopes: readonly number[]
  /** How long it is still taken; 0: it is free. */
  readonly forMs: number
  readonly isUnderWay: boolean
}

export interface SlotWant {
  /** The slot's number, should it be granted. */
  readonly number: number
  readonly scopes: readonly number[]
  readonly kind: 'write' | 'read' | 'background'
  readonly waitedMs: number
}

export interface LedgerAnswer {
  readonly era: string
  /** The ledger's time. */
  readonly at: number
  /** `refused`: the message was overtaken or is of another era; nothing was granted. `alone`: keep to the share. */
  readonly verdict: 'shared' | 'alone' | 'refused'
  readonly share: number
  readonly processes: number
  /** For each want: in how many ms it may leave, 0 or more; or, negative, in how many to ask again. */
  readonly places: readonly number[]
  readonly scopes: readonly ScopeView[]
}

export interface ScopeView {
  /** Requests that have left and count now. */
  readonly used: number
  /** The limit without the shares of processes that are away. */
  readonly capacity: number
  readonly lockedForMs: number
  /** Requests that wait in other processes: interactive, background. */
  readonly others: readonly [number, number]
}
