import type { Barrier, InvalidationLog, LogPosition } from '@larder/cache-core'
import type { AppendCost, AppendFigures } from '../scaling-figures.ts'
import { openBenchServer } from '../bench-server.ts'
import { medianOf } from '../median.ts'
import { serverCostUs } from '../server-meter.ts'
import type { ScalingSizes } from '../scaling-sizes.ts'

export const NOWHERE: LogPosition = { era: 0, term: 0, seq: 0, nonce: 0 }

const NAMESPACE = 'larder'
/** As RecordBatches makes them: one invalidation, or those of a busy moment. */
const BATCHES = [1, 10, 100, 500]
/** Logs that append at the same time, each on connections of its own, with so many records under way. */
const APPENDERS = 3
const UNDER_WAY = 3

/** What a record costs the server that has the log. */
export async function measureAppends({ appends, rounds }: ScalingSizes): Promise<AppendFigures> {
  const costs: AppendCost[] = []
  for (const barriers of BATCHES) {
    const count = Math.max(20, Math.round(appends / Math.sqrt(barriers)))
    costs.push(await costOf(barriers, count, rounds))
  }
  return { costs, barrierBytes: await bytesOfBarrier() }
}

async function costOf(barriers: number, count: number, rounds: number): Promise<AppendCost> {
  await using bench = await openBenchServer()
  const backends = await Promise.all(Array.from({ length: APPENDERS }, () => bench.open()))
  const appenders = backends.map((backend) => new Appender(backend.openLog(NAMESPACE)))
  await Promise.all(appenders.map((appender) => appender.run(5, barriers)))
  const share = Math.ceil(count / APPENDERS)
  const serverUs = await medianOf(rounds, async () => {
    const us = await serverCostUs(bench.admin, () =>
      Promise.all(appenders.map((appender) => appender.run(share, barriers))),
    )
    return us / (share * APPENDERS)
  })
  const records = await bench.admin.xlen(`{${NAMESPACE}}:log`)
  const bytes = Number(await bench.admin.call('MEMORY', 'USAGE', `{${NAMESPACE}}:log`, 'SAMPLES', '0'))
  return { barriers, serverUs, recordBytes: bytes / records }
}

async function bytesOfBarrier(): Promise<number> {
  await using bench = await openBenchServer()
  const backend = await bench.open()
  await new Appender(backend.openLog(NAMESPACE)).run(3, 500)
  const bytes = await bench.admin.call('MEMORY', 'USAGE', `{${NAMESPACE}}:barriers`, 'SAMPLES', '0')
  return Number(bytes) / (await bench.admin.hlen(`{${NAMESPACE}}:barriers`))
}

/** Appends records, a few at a time, and goes by their answers as a follower does. */
export class Appender {
  readonly #log: InvalidationLog
  #position = NOWHERE
  #next = 0

  constructor(log: InvalidationLog) {
    this.#log = log
  }

  /** Appends one record. */
  async append(barriers: number, effect: Barrier['effect'] = 'delete'): Promise<void> {
    const record = Array.from({ length: barriers }, () => keyBarrier(this.#next++, effect))
    const { end } = await this.#log.append(record, 1 + Math.floor(Math.random() * 2 ** 31), this.#position)
    if (end.seq > this.#position.seq || end.era !== this.#position.era) this.#position = end
  }

  async run(records: number, barriers: number, effect?: Barrier['effect']): Promise<void> {
    let left = records
    const one = async () => {
      while (left-- > 0) await this.append(barriers, effect)
    }
    await Promise.all(Array.from({ length: UNDER_WAY }, one))
  }
}

export function keyBarrier(index: number, effect: Barrier['effect'] = 'delete'): Barrier {
  return { kind: 'key', target: `reservations:rec${String(index).padStart(14, '0')}`, effect }
}
