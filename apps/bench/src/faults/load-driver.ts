import type { CallRecord } from './call-record.ts'
import type { DrillCache } from './drill-cache.ts'
import { isValueOf, type Origin, valueSet } from './origin.ts'
import { keyName, type OperationKind, sameTag, tagOf, type WorkItem, type Workload } from './workload.ts'

export interface LoadDriverOptions {
  readonly caches: readonly DrillCache[]
  readonly origin: Origin
  readonly workload: Workload
  readonly record: CallRecord
  readonly ratePerSecond: number
}

const TICK_MS = 5

/** One change of one key that a call was to make everybody forget the older versions of. */
export interface Change {
  readonly call: number
  readonly key: number
  readonly version: number
}

/** Calls the caches at a steady rate, whether or not earlier calls have been answered: an open loop. */
export class LoadDriver {
  readonly changes: Change[] = []
  /** What calls rejected with, counted by message. */
  readonly failures: Map<string, number> = new Map()
  #wrongValues = 0
  #outstanding = 0
  #issued = 0
  #startedAt = 0
  #timer: NodeJS.Timeout | undefined
  readonly #options: LoadDriverOptions

  constructor(options: LoadDriverOptions) {
    this.#options = options
  }

  /** Answers that were not the value of their key. */
  get wrongValues(): number {
    return this.#wrongValues
  }

  start(): void {
    this.#startedAt = performance.now()
    this.#timer = setInterval(() => this.#issueDue(), TICK_MS)
  }

  /** Issues no more calls; resolves when all are answered, or after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    clearInterval(this.#timer)
    const until = performance.now() + graceMs
    while (this.#outstanding > 0 && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 10))
  }

  #issueDue(): void {
    const { ratePerSecond, workload } = this.#options
    const due = ((performance.now() - this.#startedAt) * ratePerSecond) / 1_000
    for (; this.#issued < due; this.#issued++) void this.#call(workload.next())
  }

  async #call(item: WorkItem): Promise<void> {
    const cache = this.#options.caches[item.cache % this.#options.caches.length]
    if (!cache) return
    const { record } = this.#options
    const kind = offered(item.kind, cache)
    const index = record.begin(kind, item.cache, item.key)
    this.#outstanding++
    try {
      if (kind === 'read' || kind === 'strict') await this.#read(cache, { ...item, kind }, index)
      else await this.#write(cache, kind, item, index)
    } catch (error) {
      record.end(index, 'failed')
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      this.failures.set(message, (this.failures.get(message) ?? 0) + 1)
    }
    this.#outstanding--
  }

  async #read(cache: DrillCache, { kind, key }: WorkItem, index: number): Promise<void> {
    const { origin, record } = this.#options
    const name = keyName(key)
    const { value, outcome } = await cache.read({
      key: name,
      tag: tagOf(key),
      isStrict: kind === 'strict',
      load: () => origin.load(name),
    })
    record.end(index, outcome)
    if (isValueOf(name, value)) record.tell(index, value.version, value.setBy)
    else this.#wrongValues++
  }

  async #write(cache: DrillCache, kind: WorkItem['kind'], { key }: WorkItem, index: number): Promise<void> {
    const { origin, record } = this.#options
    const tag = tagOf(key)
    const byTag = kind === 'tag' && tag !== undefined && cache.invalidateTag !== undefined
    for (const one of byTag ? sameTag(key) : [key])
      this.changes.push({ call: index, key: one, version: origin.change(keyName(one)) })
    const name = keyName(key)
    const version = origin.version(name)
    const acknowledged = byTag
      ? await cache.invalidateTag?.(tag)
      : kind === 'set'
        ? await cache.set?.(name, tag, valueSet(name, version, index))
        : await cache.delete(name)
    record.end(index, 'done')
    record.tell(index, version)
    if (acknowledged) record.acknowledge(index)
  }
}

/** What a cache does not offer is asked for as the nearest thing to it. */
function offered(kind: OperationKind, cache: DrillCache): OperationKind {
  if (kind === 'set' && !cache.set) return 'delete'
  return kind === 'strict' && !cache.tells ? 'read' : kind
}
