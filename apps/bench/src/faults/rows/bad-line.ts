import { randomBytes } from 'node:crypto'
import { SeededRandom } from '@larder/cache-core/testing'
import { ChaosProxy, CLEAR_LINE, type ReplySpoiler } from '../chaos-proxy.ts'
import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { DEADLINE_MS, PROPAGATION_MS } from '../larder-cache.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

const EVERY_MS = 40

export const slowLine: FaultRow = {
  number: 6,
  title: 'latency and narrow bandwidth',
  how: 'Every piece of data takes 20 ± 15 ms each way; then a connection carries 256 KB a second.',
  // A call waits for Redis, which does not hang: it is slow.
  // It asks for the log, the value, a lease, the value again, and may find the lease taken: each within its deadline.
  budgets: { failFastMs: undefined, longestCallMs: 5 * DEADLINE_MS, stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const proxy = await openBehindProxy(drill)
    await drill.before()
    await drill.fault(() => {
      proxy.shape = { ...CLEAR_LINE, delayMs: 20, jitterMs: 15 }
    })
    await drill.hold()
    drill.strike()
    proxy.shape = { ...CLEAR_LINE, bytesPerSecond: 262_144 }
    await drill.hold()
    await drill.heal(() => {
      proxy.shape = CLEAR_LINE
    })
    await drill.after()
  },
}

export const spoiltBytes: FaultRow = {
  number: 25,
  title: 'bytes spoilt on their way',
  how: 'Pieces of one byte; then every 40 ms a reply is cut off, reset, preceded by garbage, or one of its bits is flipped.',
  async run(drill) {
    const proxy = await openBehindProxy(drill)
    const random = new SeededRandom(drill.seed)
    await drill.before()
    await drill.fault(() => {
      proxy.shape = { ...CLEAR_LINE, maxPieceBytes: 1 }
    })
    await drill.hold(drill.profile.faultMs / 3)
    const opened = drill.instruments.storeErrors.size
    drill.expect('pieces of one byte are no fault', opened === 0, `${opened} kinds of errors`, '0')
    drill.strike()
    proxy.shape = CLEAR_LINE
    const ways = spoilers(random)
    for (
      const end = performance.now() + drill.profile.faultMs;
      performance.now() < end;
      await wait(EVERY_MS)
    ) {
      drill.strike()
      proxy.spoilNext(ways[Math.floor(random.next() * ways.length)] ?? ((piece) => piece))
    }
    drill.expect('replies spoilt', proxy.spoilt >= 10, proxy.spoilt, '≥ 10')
    await drill.heal(() => proxy.resetAll())
    await drill.after()
  },
}

function spoilers(random: SeededRandom): readonly ReplySpoiler[] {
  const somewhere = (piece: Buffer) => Math.floor(random.next() * piece.length)
  return [
    (piece, { cut }) => {
      cut()
      return piece.subarray(0, somewhere(piece))
    },
    (piece, { reset }) => {
      reset()
      return piece.subarray(0, somewhere(piece))
    },
    (piece) => Buffer.concat([randomBytes(1 + Math.floor(random.next() * 30)), piece]),
    (piece) => {
      const spoilt = Buffer.from(piece)
      const at = somewhere(piece)
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << Math.floor(random.next() * 8))
      return spoilt
    },
  ]
}

async function openBehindProxy(drill: Drill): Promise<ChaosProxy> {
  const redis = await drill.startRedis()
  const proxy = await ChaosProxy.open(redis.port, new SeededRandom(drill.seed))
  drill.cleanUp(() => proxy.close())
  await drill.open({ url: `redis://127.0.0.1:${proxy.port}` })
  return proxy
}
