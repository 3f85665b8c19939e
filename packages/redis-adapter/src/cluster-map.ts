import { describeRedisAddress, type RedisAddress } from './redis-url.ts'
import type { RedisNode } from './redis-node.ts'
import { SLOTS, type SlotRange } from './cluster-slots.ts'

/** Requests that are under way to a node that serves nothing any more have so long to end, in ms. */
const RETIRE_MS = 1_000
/** A node that was only asked, while slots were on their way to it, is kept for so many answers about the cluster. */
const GUEST_ANSWERS = 10
/** One that is missing in an answer may be back in the next: nodes of a young cluster do not know each other yet. */
const MISSING_ANSWERS = 2

/** Which node serves which slot, as last heard. Nodes are made when they are first heard of, and closed when nothing is left to them. */
export class ClusterMap {
  readonly #connect: (address: RedisAddress) => RedisNode
  readonly #nodes = new Map<string, RedisNode>()
  /** Nodes without slots, and the answer in which they may go. */
  readonly #guests = new Map<RedisNode, number>()
  /** Without a part in it any more, but for what is still under way. */
  #retired: readonly RedisNode[] = []
  #slots: (RedisNode | undefined)[] = Array.from({ length: SLOTS })
  #serving: readonly RedisNode[] = []
  #isCovered = false
  #version = 0
  #answers = 0
  #known: readonly RedisAddress[] = []

  constructor(connect: (address: RedisAddress) => RedisNode) {
    this.#connect = connect
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version
  }

  /** Whether every slot is served by somebody. */
  get isCovered(): boolean {
    return this.#isCovered
  }

  /** Every node that was in the last answer, replicas too: any of them can be asked for the next one. */
  get known(): readonly RedisAddress[] {
    return this.#known
  }

  /** Masters with slots. */
  get nodes(): readonly RedisNode[] {
    return this.#serving
  }

  of(slot: number): RedisNode | undefined {
    return this.#slots[slot]
  }

  /** Takes over a whole new map. */
  adopt(ranges: readonly SlotRange[]): void {
    const slots = Array.from<RedisNode | undefined>({ length: SLOTS })
    for (const { first, last, master } of ranges) slots.fill(this.#at(master), first, last + 1)
    this.#known = ranges.flatMap(({ master, replicas }) => [master, ...replicas])
    const hasChanged = slots.some((node, slot) => node !== this.#slots[slot])
    this.#slots = slots
    this.#answers++
    if (hasChanged) this.#version++
    if (hasChanged || this.#guests.size > 0) this.#settle()
  }

  /** One slot has moved. */
  assign(slot: number, address: RedisAddress): RedisNode {
    const node = this.#at(address)
    this.#slots[slot] = node
    this.#version++
    this.#settle()
    return node
  }

  /** A node that may have keys of a slot before the slot is its own. */
  guest(address: RedisAddress): RedisNode {
    const node = this.#at(address)
    if (!this.#serving.includes(node)) this.#guests.set(node, this.#answers + GUEST_ANSWERS)
    return node
  }

  close(): void {
    for (const node of [...this.#nodes.values(), ...this.#retired]) node.close()
  }

  #at(address: RedisAddress): RedisNode {
    const name = describeRedisAddress(address)
    const known = this.#nodes.get(name)
    if (known) return known
    const node = this.#connect(address)
    this.#nodes.set(name, node)
    return node
  }

  #settle(): void {
    const serving = new Set(this.#slots)
    this.#isCovered = !serving.delete(undefined)
    this.#serving = [...serving].filter((node) => node !== undefined)
    for (const [name, node] of this.#nodes) {
      if (serving.has(node)) {
        this.#guests.delete(node)
        continue
      }
      const until = this.#guests.get(node) ?? this.#answers + MISSING_ANSWERS
      this.#guests.set(node, until)
      if (until > this.#answers) continue
      this.#guests.delete(node)
      this.#nodes.delete(name)
      node.retire(RETIRE_MS)
      this.#retired = [...this.#retired.filter(({ isClosed }) => !isClosed), node]
    }
  }
}
