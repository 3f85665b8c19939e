import { StoreError, type StoreErrorScope } from '../errors.ts'

/** What happens to a call. */
export type Fault =
  | { readonly kind: 'none' }
  /** Rejects at once, as a refused or closed connection does. */
  | { readonly kind: 'fail'; readonly scope?: StoreErrorScope | undefined }
  /** Waits until the fault is replaced, then goes on and takes effect late, as in a server that wakes. */
  | { readonly kind: 'hang' }
  /** Takes effect, and its answer is lost with the connection. */
  | { readonly kind: 'lost' }
  /** Takes effect at once, and its answer waits until the fault is replaced, as on a slow way back. */
  | { readonly kind: 'late' }

/** Calls that meet the same fault. Messages know only `none` and any other, which loses them. */
export type Line = 'reads' | 'sets' | 'deletes' | 'appends' | 'logReads' | 'leases' | 'messages'

/** Which calls a fault meets. `reads` and `deletes` are those of the store and of the log. */
export type FaultTarget = Line | 'writes' | 'log' | 'all'

const LINES: readonly Line[] = ['reads', 'sets', 'deletes', 'appends', 'logReads', 'leases', 'messages']

const TARGETS: Readonly<Record<FaultTarget, readonly Line[]>> = {
  reads: ['reads', 'logReads'],
  sets: ['sets'],
  deletes: ['deletes', 'appends'],
  appends: ['appends'],
  logReads: ['logReads'],
  leases: ['leases'],
  messages: ['messages'],
  writes: ['sets', 'deletes', 'appends'],
  log: ['appends', 'logReads'],
  all: LINES,
}

/** Faults that a test switches on and off. Counts the calls that came, by method. */
export class FaultLines {
  readonly calls: Map<string, number> = new Map()
  readonly #lines = new Map<Line, { fault: Fault; waiting: (() => void)[] }>(
    LINES.map((line) => [line, { fault: { kind: 'none' }, waiting: [] }]),
  )

  /** Sets the fault of the calls it targets; those of them that wait go on. */
  inject(fault: Fault, target: FaultTarget = 'all'): void {
    for (const name of TARGETS[target]) {
      const line = this.#line(name)
      const { waiting } = line
      line.fault = fault
      line.waiting = []
      for (const wake of waiting) wake()
    }
  }

  faultOf(name: Line): Fault['kind'] {
    return this.#line(name).fault.kind
  }

  async pass<T>(method: string, name: Line, call: () => Promise<T>): Promise<T> {
    this.calls.set(method, (this.calls.get(method) ?? 0) + 1)
    const { fault } = this.#line(name)
    if (fault.kind === 'fail') throw failure(name, fault.scope)
    if (fault.kind === 'hang') await this.#woken(name)
    const answer = await call()
    if (fault.kind === 'lost') throw failure(name)
    if (fault.kind === 'late') await this.#woken(name)
    return answer
  }

  #line(name: Line): { fault: Fault; waiting: (() => void)[] } {
    const line = this.#lines.get(name)
    if (!line) throw new Error(`There is no line ${name}.`)
    return line
  }

  #woken(name: Line): Promise<void> {
    return new Promise((resolve) => this.#line(name).waiting.push(resolve))
  }
}

function failure(name: Line, scope: StoreErrorScope = 'all'): StoreError {
  return new StoreError('STORE_UNAVAILABLE', scope, `The chaos backend fails its ${name}.`, {
    retryable: true,
  })
}
