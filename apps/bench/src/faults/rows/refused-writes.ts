import { readFileSync } from 'node:fs'
import type { Admin } from '../admin.ts'
import type { Drill } from '../drill.ts'
import type { FaultRow } from '../fault-row.ts'
import { Forgetting } from '../forgetting.ts'
import { PROPAGATION_MS } from '../larder-cache.ts'
import { until } from '../../scoreboard/bounded-wait.ts'

const LIMIT_MS = 10_000
/** A message takes a few milliseconds; a look at the log would show nothing. */
const FORGET_WITHIN_MS = 250

export const outOfMemory: FaultRow = {
  number: 7,
  title: 'out of memory',
  how: 'CONFIG SET maxmemory 1 without eviction: writes are refused (OOM), reads and messages work.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'opens' },
  async run(drill) {
    const redis = await drill.startRedis({ args: ['--maxmemory-policy', 'noeviction'] })
    const admin = await drill.openAdmin(redis.url)
    await drill.open({ url: redis.url })
    await drill.before()
    await refuseWrites(drill, {
      begin: () => admin.run('CONFIG', 'SET', 'maxmemory', 1),
      end: () => admin.run('CONFIG', 'SET', 'maxmemory', 0),
    })
  },
}

export const cannotSave: FaultRow = {
  number: 8,
  title: 'cannot save to disk',
  how: 'BGSAVE slowed down (rdb-key-save-delay) and its process killed: writes and PING are refused (MISCONF), reads and messages work.',
  budgets: { stalenessMs: PROPAGATION_MS },
  breakers: { read: 'stays closed', write: 'opens' },
  async run(drill) {
    const redis = await drill.startRedis()
    const admin = await drill.openAdmin(redis.url)
    await drill.open({ url: redis.url })
    await drill.before()
    await admin.run('CONFIG', 'SET', 'save', '3600 1')
    const child = await slowSave(admin)
    await refuseWrites(drill, {
      async begin() {
        process.kill(child, 'SIGKILL')
        await saved(admin, 'err')
        // The server looks after its children ten times a second: until then it refuses nothing.
        drill.strike()
      },
      end: () => save(admin),
    })
  },
}

async function refuseWrites(
  drill: Drill,
  { begin, end }: { readonly begin: () => Promise<unknown>; readonly end: () => Promise<unknown> },
): Promise<void> {
  const forgetting = await Forgetting.prepare(drill, 'forget-me')
  await drill.fault(begin)
  await drill.hold(drill.profile.faultMs / 2)
  const ms = await forgetting.ms()
  const limit = FORGET_WITHIN_MS * drill.profile.slack
  drill.expect('a deletion reaches the other process', ms <= limit, `${Math.round(ms)} ms`, `≤ ${limit} ms`)
  await drill.hold(drill.profile.faultMs / 2)
  await drill.heal(end)
  await drill.after()
}

/** Begins to save, for longer than the row takes, and resolves to the process that does. */
async function slowSave(admin: Admin): Promise<number> {
  await admin.run('CONFIG', 'SET', 'rdb-key-save-delay', 1_000_000)
  await admin.run('BGSAVE')
  const server = await admin.info('server', 'process_id')
  const [child] = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ')
  if (!child) throw new Error('BGSAVE started no process.')
  return Number(child)
}

async function save(admin: Admin): Promise<void> {
  await admin.run('CONFIG', 'SET', 'rdb-key-save-delay', 0)
  await admin.run('BGSAVE')
  await saved(admin, 'ok')
}

async function saved(admin: Admin, status: 'ok' | 'err'): Promise<void> {
  const isSo = async () =>
    (await admin.info('persistence', 'rdb_last_bgsave_status')) === status &&
    (await admin.info('persistence', 'rdb_bgsave_in_progress')) === '0'
  if (!(await until(isSo, LIMIT_MS))) throw new Error(`The last BGSAVE never became ${status}.`)
}
