import { SeededRandom } from '@larder/cache-core/testing'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Asked, DrillLedger, Incarnation } from './drill-ledger.ts'
import { BASE } from './larder-fixture.ts'

/** A process of Larder that the load may ask. */
export interface Door {
  readonly incarnation: Incarnation
  readonly url: string
  /** Set before it is killed: what it is asked from then on is excused. */
  isOpen: boolean
}

const READS_PER_S = 40
const WRITES_PER_S = 1.5
const RECORDS = 3
const FIELD = 'Numero'

export const RECORD_IDS: readonly string[] = Array.from(
  { length: RECORDS },
  (_, index) => `recMesa${String(index + 1).padStart(10, '0')}`,
)

/** Reads and writes at steady rates, of which process and of which record decides the seed. */
export class DrillLoad {
  readonly #random: SeededRandom
  readonly #ledger: DrillLedger
  readonly #doors: () => readonly Door[]
  readonly #underWay = new Set<Promise<void>>()
  /** Records whose write is under way: what comes of two at once nobody could tell. */
  readonly #busy = new Set<string>()
  #isOver = false
  readonly #loop: Promise<void>

  constructor(seed: number, ledger: DrillLedger, doors: () => readonly Door[]) {
    this.#random = new SeededRandom(seed)
    this.#ledger = ledger
    this.#doors = doors
    this.#loop = this.#run()
  }

  /** Sends nothing more, and waits for the answers that are still to come. */
  async stop(): Promise<void> {
    this.#isOver = true
    await this.#loop
    await Promise.all(this.#underWay)
  }

  async #run(): Promise<void> {
    const startedAt = performance.now()
    for (let sent = 0; !this.#isOver; sent++) {
      const isWrite = this.#random.next() < WRITES_PER_S / (READS_PER_S + WRITES_PER_S)
      const record = RECORD_IDS[Math.floor(this.#random.next() * RECORDS)] ?? ''
      const doors = this.#doors().filter(({ isOpen }) => isOpen)
      const door = doors[Math.floor(this.#random.next() * doors.length)]
      if (door) this.#launch(isWrite ? this.#write(door, record) : this.#read(door, record))
      const dueAt = startedAt + ((sent + 1) * 1_000) / (READS_PER_S + WRITES_PER_S)
      await sleep(Math.max(0, dueAt - performance.now()))
    }
  }

  #launch(request: Promise<void>): void {
    this.#underWay.add(request)
    void request.finally(() => this.#underWay.delete(request))
  }

  async #read(door: Door, record: string): Promise<void> {
    const asked: Asked = { incarnation: door.incarnation, record, at: performance.now() }
    const isList = this.#random.next() < 0.3
    const path = isList ? `?fields[]=${FIELD}` : `/${record}`
    const answer = await ask(door, 'GET', path)
    if (!answer) return void (door.isOpen && this.#ledger.failed(asked, 'no answer'))
    if (answer.status !== 200) return this.#ledger.failed(asked, `${answer.status} ${answer.text}`)
    for (const { id, fields } of recordsOf(answer.text))
      if (RECORD_IDS.includes(id)) this.#ledger.read({ ...asked, record: id }, versionOf(fields))
  }

  async #write(door: Door, record: string): Promise<void> {
    if (this.#busy.has(record)) return
    this.#busy.add(record)
    const asked: Asked = { incarnation: door.incarnation, record, at: performance.now() }
    const version = this.#ledger.nextVersion(record)
    const answer = await ask(door, 'PATCH', `/${record}`, { fields: { [FIELD]: FIRST + version } })
    this.#busy.delete(record)
    if (answer?.status === 200) this.#ledger.acknowledged(asked, version, performance.now())
    else if (answer) this.#ledger.failed(asked, `a write: ${answer.status} ${answer.text}`)
    else if (door.isOpen) this.#ledger.failed(asked, 'a write: no answer')
    else this.#ledger.lost()
  }
}

/** Versions begin behind the numbers that the tables have. */
const FIRST = 1_000

interface Row {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** What a record carries. */
export function versionOf(fields: Readonly<Record<string, unknown>>): number {
  return Math.max(0, Number(fields[FIELD]) - FIRST)
}

function recordsOf(text: string): readonly Row[] {
  const body = JSON.parse(text) as Row & { readonly records?: readonly Row[] }
  return body.records ?? [body]
}

async function ask(
  { url }: Door,
  method: string,
  path: string,
  body?: object,
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  try {
    const response = await fetch(`${url}/v0/${BASE}/Mesas${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return undefined
  }
}
