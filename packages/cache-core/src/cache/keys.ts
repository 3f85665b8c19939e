import type { CacheParts } from './cache-parts.ts'
import { assertPrefix } from '../key.ts'

/** Every key below the prefix that memory or the shared tier holds and nobody has invalidated, once, in no order. */
export async function* keysBelow(
  { memory, shared, invalidations, configuration }: CacheParts,
  prefix: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, void> {
  assertPrefix(prefix)
  signal?.throwIfAborted()
  const { clock } = configuration
  const found = new FoundKeys(prefix)
  const looks = memory.deleteWhere((key, entry) => {
    if (invalidations.check(key, entry, clock.monotonic())) found.note(key)
    return false
  })
  for (const _ of looks) yield* found.take()
  yield* found.take()
  if (!shared) return
  const left = new AbortController()
  const until = signal ? AbortSignal.any([signal, left.signal]) : left.signal
  const visit = shared.visitAlive(prefix, (key) => found.note(key), until).finally(() => found.end())
  // Whoever leaves early hears of nothing more.
  visit.catch(() => {})
  try {
    while (await found.more()) yield* found.take()
    await visit
  } finally {
    left.abort()
  }
}

/** Keys on their way from whoever finds them to whoever asks for them. */
class FoundKeys {
  readonly #prefix: string
  readonly #seen = new Set<string>()
  #waiting: string[] = []
  #isOver = false
  #wake: (() => void) | undefined

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  note(key: string): void {
    if (!key.startsWith(this.#prefix) || this.#seen.has(key)) return
    this.#seen.add(key)
    this.#waiting.push(key)
    this.#wake?.()
  }

  end(): void {
    this.#isOver = true
    this.#wake?.()
  }

  take(): readonly string[] {
    const taken = this.#waiting
    this.#waiting = []
    return taken
  }

  /** Resolves when there are some, to whether there are; to `false` at the end. */
  async more(): Promise<boolean> {
    while (this.#waiting.length === 0 && !this.#isOver)
      await new Promise<void>((resolve) => (this.#wake = resolve))
    return this.#waiting.length > 0
  }
}
