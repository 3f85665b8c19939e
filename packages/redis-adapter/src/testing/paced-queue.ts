import type { Random } from '@larder/cache-core'
import type { DirectionSettings } from './chaos-settings.ts'

type Ending = 'end' | 'reset'

interface Item {
  content: Buffer | Ending
  readonly arrivedAt: number
  /** -1 to 1: how much of the jitter. */
  readonly luck: number
}

/** With a byte rate, pieces leave at about this interval, in ms. */
const SLICE_MS = 10

/**
 * Bytes on their way, in order: says when the next ones are due and hands them out. Pure: time comes in. Settings hold from
 * when they are set, for what waits too.
 */
export class PacedQueue {
  readonly #random: Random
  readonly #items: Item[] = []
  #settings: DirectionSettings
  /** When the bytes before had left, at the rate that holds. */
  #sentAt = 0
  #bytes = 0

  constructor(settings: DirectionSettings, random: Random) {
    this.#settings = settings
    this.#random = random
  }

  get bytes(): number {
    return this.#bytes
  }

  get isChopping(): boolean {
    return this.#settings.chopBytes !== undefined
  }

  set(settings: DirectionSettings): void {
    this.#settings = settings
    this.#sentAt = 0
  }

  clear(): void {
    this.#items.length = 0
    this.#bytes = 0
  }

  push(content: Buffer, now: number): void {
    this.#bytes += content.length
    this.#add(content, now)
  }

  pushEnding(ending: Ending, now: number): void {
    this.#add(ending, now)
  }

  #add(content: Item['content'], now: number): void {
    this.#items.push({ content, arrivedAt: now, luck: this.#random.next() * 2 - 1 })
  }

  /** When the next ones may leave; `undefined` when nothing waits, or everything does until the settings change. */
  dueMs(now: number): number | undefined {
    const [head] = this.#items
    if (!head || this.#settings.stalled) return undefined
    const { mergeMs = 0 } = this.#settings
    const due = this.#leavesAt(head) + this.#delayOf(head) + mergeMs
    return due <= now ? now : due
  }

  /** What `dueMs` spoke of. */
  take(now: number): Buffer | Ending {
    const head = this.#items[0] as Item
    this.#sentAt = this.#leavesAt(head)
    const { content } = head
    if (typeof content === 'string') return this.#items.shift()?.content as Ending
    const bytes = this.#settings.mergeMs === undefined ? this.#cut(head, content) : this.#join(now)
    this.#bytes -= bytes.length
    return bytes
  }

  #leavesAt({ content, arrivedAt }: Item): number {
    const { bytesPerSecond } = this.#settings
    if (bytesPerSecond === undefined || typeof content === 'string') return arrivedAt
    const bytes = Math.min(content.length, this.#mostBytes())
    return Math.max(arrivedAt, this.#sentAt) + (bytes * 1_000) / bytesPerSecond
  }

  #mostBytes(): number {
    const { chopBytes = Infinity, bytesPerSecond = Infinity } = this.#settings
    return Math.max(1, Math.min(chopBytes, Math.floor((bytesPerSecond * SLICE_MS) / 1_000)))
  }

  #cut(head: Item, content: Buffer): Buffer {
    const most = this.#mostBytes()
    if (content.length <= most) return this.#items.shift()?.content as Buffer
    head.content = content.subarray(most)
    return content.subarray(0, most)
  }

  #delayOf({ luck }: Item): number {
    const { delayMs = 0, jitterMs = 0 } = this.#settings
    return Math.max(0, delayMs + luck * jitterMs)
  }

  #join(now: number): Buffer {
    const isLater = (item: Item) =>
      typeof item.content === 'string' || item.arrivedAt + this.#delayOf(item) > now
    const [, ...others] = this.#items
    const end = others.findIndex(isLater)
    const joined = this.#items.splice(0, end === -1 ? this.#items.length : end + 1)
    return Buffer.concat(joined.map(({ content }) => content as Buffer))
  }
}
