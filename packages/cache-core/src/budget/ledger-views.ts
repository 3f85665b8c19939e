import type { ScopeView } from '../ports/slot-ledger.ts'

/** What the ledger said last of each scope, and how far that still holds. */
export class LedgerViews {
  readonly #windowMs: number
  readonly #views = new Map<string, { readonly view: ScopeView; readonly at: number }>()

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  note(scope: string, view: ScopeView, at: number): void {
    this.#views.set(scope, { view, at })
  }

  /** Requests of all processes that count. Of those that did a window ago nobody knows any more. */
  used(scope: string, now: number): number {
    const known = this.#views.get(scope)
    return known && now < known.at + this.#windowMs ? known.view.used : 0
  }

  /** How long it takes until so many of this process, and all of the others who go first, have left. */
  waitMs(scope: string, ahead: number, isBackground: boolean): number {
    const view = this.#views.get(scope)?.view
    if (!view) return 0
    const [interactive, background] = view.others
    const others = isBackground ? interactive + background : interactive
    const rounds = (ahead + others) / Math.max(1, view.capacity)
    return rounds < 1 ? 0 : rounds * this.#windowMs
  }
}
