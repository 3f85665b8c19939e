import type { FaultRow } from '../fault-row.ts'
import { PROPAGATION_MS } from '../larder-cache.ts'
import { wait } from '../../scoreboard/bounded-wait.ts'

const STALL_MS = 2_000

export const processStall: FaultRow = {
  number: 29,
  title: 'the process itself stands still',
  how: 'The event loop is blocked for 2 s, with calls under way: every timer is late, and Redis is well.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'stays closed' },
  async run(drill) {
    const redis = await drill.startRedis()
    await drill.open({ url: redis.url })
    await drill.before()
    await drill.fault(() => stall(STALL_MS))
    await wait(500)
    const longest = drill.instruments.stalls.longest(drill.marks.faultAt, performance.now())
    drill.expect('it stood still', longest > STALL_MS * 0.9, `${Math.round(longest)} ms`, '≥ 1800 ms')
    await drill.heal(() => {})
    await drill.after()
  },
}

function stall(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}
