import { createCache, type InvalidationLog, type SharedBackend } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'

/** One process with one cache, which tells when it heard of what: the other end of FollowerProcess. */

export type ToFollower = 'report'

export interface FollowerReport {
  readonly cpuUs: number
  /** From when a record's target says that it was sent until it was heard here, in ms. */
  readonly delaysMs: readonly number[]
  /** Wall times in ms at which the cache ceased to be healthy, or was again. */
  readonly turns: readonly { readonly at: number; readonly isHealthy: boolean }[]
}

/** A target that tells when it was sent, by the wall clock in µs. */
const SENT_AT = /^sent:(\d+):/

const [url = ''] = process.argv.slice(2)
let delaysMs: number[] = []
let turns: { at: number; isHealthy: boolean }[] = []
let wasHealthy = false

process.on('disconnect', () => process.exit(0))

const cache = createCache({ shared: listening(createRedisBackend({ url })) })
await cache.ready({ withinMs: 30_000 })
setInterval(watch, 5).unref()
process.on('message', (message: ToFollower) => {
  if (message !== 'report') return
  const { user, system } = process.cpuUsage()
  const report: FollowerReport = { cpuUs: user + system, delaysMs, turns }
  delaysMs = []
  turns = []
  process.send?.(report)
})
process.send?.('ready')

function watch(): void {
  const isHealthy = cache.health().status === 'healthy'
  if (isHealthy !== wasHealthy) turns.push({ at: Date.now(), isHealthy })
  wasHealthy = isHealthy
}

/** The backend as it is, with an ear to what its log says. */
function listening(backend: SharedBackend): SharedBackend {
  return {
    store: backend.store,
    openLog: (namespace) => heard(backend.openLog(namespace)),
    openLeases: (namespace) => backend.openLeases(namespace),
    close: () => backend.close(),
  }
}

function heard(log: InvalidationLog): InvalidationLog {
  return {
    get node() {
      return log.node
    },
    append: (...args) => log.append(...args),
    readSince: (position) => log.readSince(position),
    snapshot: () => log.snapshot(),
    endEra: (era) => log.endEra(era),
    broadcast: (barriers) => log.broadcast(barriers),
    subscribe(onMessage, onGap) {
      log.subscribe((message) => {
        onMessage(message)
        if (message.era === undefined) return
        const now = performance.timeOrigin + performance.now()
        for (const { target } of message.record.barriers) {
          const sentAt = Number(SENT_AT.exec(target)?.[1])
          if (Number.isFinite(sentAt)) delaysMs.push(now - sentAt / 1_000)
        }
      }, onGap)
    },
  }
}
