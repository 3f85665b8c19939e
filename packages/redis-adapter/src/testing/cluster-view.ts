import type { RedisServer } from './local-server.ts'
import { withinMs } from './until.ts'

/** How one node of a cluster sees one node of it. */
export interface SeenNode {
  readonly id: string
  readonly port: number
  /** As in `CLUSTER NODES`: `master`, `slave`, `fail?`, `handshake` and so on. */
  readonly flags: readonly string[]
  /** The id of its master; undefined for a master. */
  readonly masterId: string | undefined
  /** The higher, the newer is what is said about its slots. */
  readonly configEpoch: number
  /** First and last slot of each range. */
  readonly ranges: readonly (readonly [number, number])[]
  /** Slots on their way from or to it; a node tells only of its own. */
  readonly openSlots: readonly number[]
}

/** After that a node is passed over: it hangs. */
const ANSWER_BOUND_MS = 500

/** What a node sees, itself included. Rejects when it does not answer in half a second. */
export async function viewOf(node: RedisServer): Promise<readonly SeenNode[]> {
  const text = await withinMs(ANSWER_BOUND_MS, node.command('CLUSTER', 'NODES'))
  return String(text)
    .split('\n')
    .filter((line) => line !== '')
    .map(parse)
}

/** What the nodes see that answer. */
export async function viewsOf(nodes: readonly RedisServer[]): Promise<readonly (readonly SeenNode[])[]> {
  const views = await Promise.allSettled(nodes.map(viewOf))
  return views.filter((view) => view.status === 'fulfilled').map(({ value }) => value)
}

/** Who serves a slot by the newest claim; undefined when nobody does. */
export function ownerOf(slot: number, views: readonly (readonly SeenNode[])[]): SeenNode | undefined {
  return views
    .flat()
    .filter(({ ranges }) => ranges.some(([first, last]) => first <= slot && slot <= last))
    .toSorted((one, other) => other.configEpoch - one.configEpoch)
    .at(0)
}

function parse(line: string): SeenNode {
  const [id = '', address = '', flags = '', masterId = '-', , , configEpoch = '0', , ...slots] =
    line.split(' ')
  return {
    id,
    port: Number(/:(\d+)@/.exec(address)?.[1]),
    flags: flags.split(','),
    masterId: masterId === '-' ? undefined : masterId,
    configEpoch: Number(configEpoch),
    openSlots: slots.flatMap((slot) => /^\[(\d+)-/.exec(slot)?.[1] ?? []).map(Number),
    // In brackets are the slots that are on their way.
    ranges: slots
      .filter((slot) => !slot.startsWith('['))
      .map((range) => {
        const [first, last = first] = range.split('-').map(Number)
        return [first ?? 0, last ?? 0]
      }),
  }
}
