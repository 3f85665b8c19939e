import { setTimeout as sleep } from 'node:timers/promises'

export interface DemoLoadOptions {
  readonly url: string
  /** Another Larder on the same Redis: what it has read is found there. */
  readonly neighbour: string
  readonly signal: AbortSignal
}

/** How often a table is changed, in ms: what is cached of it is read anew. */
const CHANGE_EVERY_MS = 15_000

/** One read in so many is of a list that nobody has asked for before; half of these are asked for next door first. */
const NEW_OF = 50

/** Reads of a restaurant's day, more of them now and fewer then, until the signal: records over and over, lists, and changes. */
export async function demoLoad({ url, neighbour, signal }: DemoLoadOptions): Promise<void> {
  const startedAt = performance.now()
  let changedAt = startedAt
  for (let count = 0; !signal.aborted; count++) {
    const path = pathOf(count)
    const before = count % (2 * NEW_OF) === 0 ? ask(neighbour, path, { signal }) : Promise.resolve()
    void before.then(() => ask(url, path, { signal }))
    const now = performance.now()
    if (now - changedAt > CHANGE_EVERY_MS) {
      changedAt = now
      void ask(url, `${BASE}/Mesas/recMesa0000000001`, { ...CHANGE, signal })
    }
    await sleep(12 / (1 + 0.6 * Math.sin((now - startedAt) / 9_000)))
  }
}

const BASE = '/v0/appReservasDemo01'
const CHANGE = {
  method: 'PATCH',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ fields: { Disponible: true } }),
} as const

/** Some tables are asked for much more often than others. */
function pathOf(count: number): string {
  if (count % NEW_OF === 0) return `${BASE}/Mesas?filterByFormula={Capacidad}>${(2 + count / 1e6).toFixed(6)}`
  const rank = Math.floor(24 ** ((count * 0.618_034) % 1))
  return `${BASE}/Mesas/recMesa${String(rank).padStart(10, '0')}`
}

/** An answer that does not come is of no interest here. */
async function ask(url: string, path: string, init: RequestInit): Promise<void> {
  try {
    await (await fetch(url + path, init)).text()
  } catch {
    // It is over, or the server is.
  }
}
