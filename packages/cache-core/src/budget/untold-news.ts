import type { SlotNews, SlotWant } from '../ports/slot-ledger.ts'
import type { LedgerNews } from './ledger-link.ts'
import type { SlotBook } from './slot-book.ts'

export interface NamedWant extends Omit<SlotWant, 'scopes'> {
  readonly names: readonly string[]
}

export interface NewsOptions {
  /** Of slots it is told only then: whoever is alone keeps them to itself. */
  readonly isShared: boolean
  readonly wants: readonly NamedWant[]
  /** Interactive and background requests that wait for a scope. */
  readonly waitingFor: (scope: string) => readonly [number, number]
  readonly now: number
}

/** Slots and lockouts of this process that the ledger has to be told of. */
export class UntoldNews {
  readonly #book: SlotBook
  readonly #limitOf: (scope: string) => number
  #slots = new Map<number, readonly string[]>()
  #locks = new Set<string>()
  /** Slots that the ledger counts as under way. */
  readonly #granted = new Set<number>()

  constructor(book: SlotBook, limitOf: (scope: string) => number) {
    this.#book = book
    this.#limitOf = limitOf
  }

  slot(number: number, scopes: readonly string[]): void {
    this.#slots.set(number, scopes)
  }

  lock(scope: string): void {
    this.#locks.add(scope)
  }

  /** The ledger granted it, and knows of it. */
  granted(number: number): void {
    this.#granted.add(number)
  }

  isGranted(number: number): boolean {
    return this.#granted.has(number)
  }

  /** All that there is to tell, which counts as told from now on: see `again`. */
  take({ isShared, wants, waitingFor, now }: NewsOptions): LedgerNews {
    const scopes = new Map<string, number>()
    const indexOf = (scope: string) => {
      const index = scopes.get(scope) ?? scopes.size
      scopes.set(scope, index)
      return index
    }
    const slots = isShared ? [...this.#slots].map((news) => this.#slotNewsOf(news, indexOf, now)) : []
    const locks = [...this.#locks].map((scope) => ({
      scope: indexOf(scope),
      forMs: Math.max(0, this.#book.lockedUntil(scope) - now),
    }))
    const indexed = wants.map(({ names, ...want }) => ({ ...want, scopes: names.map(indexOf) }))
    if (isShared) this.#slots = new Map()
    this.#locks = new Set()
    const names = [...scopes.keys()]
    return {
      scopes: names.map((name) => ({ name, limit: this.#limitOf(name) })),
      slots,
      locks,
      wants: indexed,
      waiting: names.map(waitingFor),
    }
  }

  /** A message was lost, or took effect without an answer: what it granted is given back. */
  again({ scopes, slots, locks, wants }: LedgerNews): void {
    const nameOf = (index: number) => scopes[index]?.name ?? ''
    for (const slot of [...slots, ...wants]) this.slot(slot.number, slot.scopes.map(nameOf))
    for (const { scope } of locks) this.lock(nameOf(scope))
  }

  /** The ledger counts from now on, and has to be told of all. */
  everything(now: number): void {
    for (const [id, { scopes }] of this.#book.slots) this.slot(Number(id), scopes)
    for (const scope of this.#book.scopes) if (this.#book.lockedUntil(scope) > now) this.lock(scope)
  }

  #slotNewsOf(
    [number, names]: readonly [number, readonly string[]],
    indexOf: (scope: string) => number,
    now: number,
  ): SlotNews {
    const slot = this.#book.slots.get(`${number}`)
    const isUnderWay = slot?.isUnderWay ?? false
    if (isUnderWay) this.#granted.add(number)
    else this.#granted.delete(number)
    return { number, scopes: names.map(indexOf), forMs: slot ? slot.freeAt - now : 0, isUnderWay }
  }
}
