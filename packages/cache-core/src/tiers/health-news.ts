import type { CacheObserver } from '../ports/observer.ts'

/** How one node is found by its probes. */
export interface NodeFinding {
  readonly healthy: boolean
  readonly reason?: string | undefined
}

/** Tells an observer what is new about the nodes of a store, and when one is gone. */
export class HealthNews {
  readonly #observer: CacheObserver | undefined
  readonly #told = new Map<string, NodeFinding>()
  #last: ReadonlyMap<string, NodeFinding> = new Map()

  constructor(observer: CacheObserver | undefined) {
    this.#observer = observer
  }

  /** Takes what the probes of one time have found. */
  take(findings: ReadonlyMap<string, NodeFinding>): void {
    for (const [node, finding] of findings) if (this.#isNews(node, finding)) this.#tell(node, finding)
    for (const node of this.#told.keys()) if (!findings.has(node)) this.#tellGone(node)
    this.#last = findings
  }

  #isNews(node: string, { healthy, reason }: NodeFinding): boolean {
    const told = this.#told.get(node)
    if (healthy !== told?.healthy) return true
    // Twice in a row: reasons that take turns are no news each time.
    return !healthy && reason !== told.reason && reason === this.#last.get(node)?.reason
  }

  #tell(node: string, { healthy, reason }: NodeFinding): void {
    this.#told.set(node, { healthy, reason })
    this.#observer?.on({ type: 'store-health', node, healthy, reason })
  }

  #tellGone(node: string): void {
    this.#told.delete(node)
    this.#observer?.on({ type: 'store-node-gone', node })
  }
}
