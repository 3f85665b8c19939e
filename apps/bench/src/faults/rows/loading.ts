import type { FaultRow } from '../fault-row.ts'
import { until, wait } from '../../scoreboard/bounded-wait.ts'
import { Admin } from '../admin.ts'

const LOAD_DELAY_US = 700
const LIMIT_MS = 30_000

export const loading: FaultRow = {
  number: 9,
  title: 'loading its data',
  how: 'SAVE, kill -9, and a start that takes 0.7 ms for each of some thousand keys: connections are accepted, commands get LOADING.',
  breakers: { read: 'opens' },
  async run(drill) {
    const redis = await drill.startRedis({
      persistent: true,
      args: [
        '--enable-debug-command',
        'yes',
        '--key-load-delay',
        String(LOAD_DELAY_US),
        '--loading-process-events-interval-bytes',
        '1024',
      ],
    })
    const admin = await drill.openAdmin(redis.url)
    const keys = drill.profile.faultMs * 1.5
    await admin.run('DEBUG', 'POPULATE', keys, 'filler', 64)
    await drill.open({ url: redis.url })
    await drill.before()
    await redis.save()
    await drill.fault(() => redis.kill())
    await wait(100)
    await redis.restart()
    const upAt = performance.now()
    await drill.heal(() => loaded(redis.url))
    const loadingMs = Math.round(performance.now() - upAt)
    drill.expect('it loaded for a while', loadingMs > 300, `${loadingMs} ms`, '> 300 ms')
    await drill.after()
  },
}

async function loaded(url: string): Promise<void> {
  const admin = await Admin.open(url)
  try {
    const isLoaded = async () => (await admin.info('persistence', 'loading')) === '0'
    if (!(await until(isLoaded, LIMIT_MS))) throw new Error('Redis is still loading.')
  } finally {
    admin.close()
  }
}
