import { type RedisServer, startRedis, type StartRedisOptions } from '@larder/redis-adapter/testing'
import { Admin } from './admin.ts'
import { type Census, countHandles, openSockets, takeCensus } from './leak-census.ts'
import type { DrillCache } from './drill-cache.ts'
import type { DrillProfile } from './drill-profile.ts'
import { fillCaches } from './fill-caches.ts'
import { Instruments } from './instruments.ts'
import type { Finding } from './finding.ts'
import { openCaches, type OpenOptions } from './open-caches.ts'
import type { Rival } from '../scoreboard/run-scoreboard.ts'
import { timeToFullService } from './full-service.ts'
import { until, wait } from '../scoreboard/bounded-wait.ts'

export interface DrillOptions {
  readonly profile: DrillProfile
  readonly seed: number
  /** Drills another cache instead of Larder. */
  readonly rival?: Rival | undefined
}

/** Instants of a drill, monotonic, in ms. */
export interface Marks {
  startedAt: number
  beforeAt: number
  faultAt: number
  healedAt: number
  servedAt: number
  endedAt: number
}

const NEVER = Number.POSITIVE_INFINITY
/** Longer than any budget: what takes longer has not happened. */
const SERVICE_LIMIT_MS = 15_000

/** The stage of one row: servers, two caches that stand for two processes, the load, and the phases it goes through. */
export class Drill {
  readonly profile: DrillProfile
  readonly seed: number
  readonly rival: Rival | undefined
  readonly marks: Marks = {
    startedAt: 0,
    beforeAt: NEVER,
    faultAt: NEVER,
    healedAt: NEVER,
    servedAt: NEVER,
    endedAt: NEVER,
  }
  /** Instants at which the fault began, or struck anew. */
  readonly edges: number[] = []
  readonly findings: Finding[] = []
  readonly caches: DrillCache[] = []
  readonly censuses: { atStart?: Census; before?: Census; after?: Census; atEnd?: Census } = {}
  readonly instruments: Instruments
  fullServiceMs: number | undefined
  closeMs: number | undefined
  readonly #cleanups: (() => Promise<unknown>)[] = []

  constructor({ profile, seed, rival }: DrillOptions) {
    this.profile = profile
    this.seed = seed
    this.rival = rival
    this.instruments = new Instruments(profile, seed)
  }

  /** A redis-server of the row's own. */
  async startRedis(options?: StartRedisOptions): Promise<RedisServer> {
    const redis = await startRedis(options)
    this.cleanUp(async () => {
      redis.resume()
      await redis.close()
    })
    return redis
  }

  /** An operator's connection, open until the end of the drill. */
  async openAdmin(url: string): Promise<Admin> {
    const admin = await Admin.open(url)
    this.cleanUp(async () => admin.close())
    return admin
  }

  /** Done at the end of the drill, last first. */
  cleanUp(action: () => Promise<unknown>): void {
    this.#cleanups.push(action)
  }

  /** Opens both caches and begins the load. */
  async open(options: OpenOptions): Promise<void> {
    const { waits = true } = options
    this.censuses.atStart = takeCensus()
    this.caches.push(...openCaches(options, this.instruments, this.rival))
    if (waits && (await timeToFullService(this.caches, SERVICE_LIMIT_MS)) === undefined)
      throw new Error('The caches were not in full service before the fault began.')
    this.marks.startedAt = performance.now()
    if (waits) await fillCaches(this.caches, this.instruments.origin)
    this.instruments.start(this.caches)
  }

  /** The load before the fault: what everything else is compared with. */
  async before(): Promise<void> {
    await wait(this.profile.warmUpMs)
    this.censuses.before = takeCensus()
    this.marks.beforeAt = performance.now()
    await wait(this.profile.beforeMs)
  }

  /** Makes the fault. It begins when this is called. */
  async fault(begin: () => Promise<unknown> | void): Promise<void> {
    this.marks.faultAt = performance.now()
    this.edges.push(this.marks.faultAt)
    await begin()
  }

  /** The fault strikes again. */
  strike(): void {
    this.edges.push(performance.now())
  }

  hold(ms: number = this.profile.faultMs): Promise<void> {
    return wait(ms)
  }

  /** Ends the fault: the time to full service counts from when `end` is done. */
  async heal(end: () => Promise<unknown> | void): Promise<void> {
    await end()
    this.marks.healedAt = performance.now()
    this.fullServiceMs = await timeToFullService(this.caches, SERVICE_LIMIT_MS)
    this.marks.servedAt = performance.now()
  }

  /**
   * A fault that the servers mend by themselves: it lasts until both caches are in full service. The time to that counts
   * from when `isMended`; of several faults, the longest counts.
   */
  async outlast(begin: () => Promise<unknown> | void, isMended: () => Promise<boolean>): Promise<void> {
    const startedAt = performance.now()
    if (this.edges.length === 0) this.marks.faultAt = startedAt
    this.edges.push(startedAt)
    await begin()
    if (!(await until(() => isMended().catch(() => false), SERVICE_LIMIT_MS)))
      throw new Error(`The servers did not mend it themselves within ${SERVICE_LIMIT_MS / 1_000} s.`)
    const ownMs = Math.round(performance.now() - startedAt)
    const ms = (await timeToFullService(this.caches, SERVICE_LIMIT_MS)) ?? NEVER
    this.fullServiceMs = Math.max(this.fullServiceMs ?? 0, ms)
    this.marks.healedAt = this.marks.servedAt = performance.now()
    const all = Math.round(this.marks.healedAt - startedAt)
    this.expect(
      'from the fault to full service',
      ms < NEVER,
      `${all} ms, of which the servers took ${ownMs} ms`,
      'it comes',
    )
  }

  /** The load after the fault. */
  async after(): Promise<void> {
    await wait(this.profile.afterMs)
  }

  readonly expect = (name: string, ok: boolean, measured: string | number, budget: string): void => {
    this.findings.push({ name, ok, measured: String(measured), budget })
  }

  /** Ends the load, and counts what is left behind. */
  async finish(): Promise<void> {
    if (this.censuses.before) this.censuses.after = takeCensus()
    await this.instruments.stop(3_000)
    this.marks.endedAt = performance.now()
    const startedAt = performance.now()
    await Promise.all(this.caches.map((cache) => cache.close()))
    this.closeMs = performance.now() - startedAt
    const atStart = this.censuses.atStart
    if (!atStart || this.rival) return
    await until(async () => openSockets({ handles: countHandles() }) <= openSockets(atStart), 2_000)
    this.censuses.atEnd = takeCensus()
  }

  /** Ends everything that the row started. */
  async cleanUpAll(): Promise<void> {
    for (const action of this.#cleanups.splice(0).reverse()) await action().catch(() => {})
  }
}
