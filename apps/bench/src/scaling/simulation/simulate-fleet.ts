import { CacheError } from '@larder/cache-core'
import { InMemoryBackend, SeededRandom } from '@larder/cache-core/testing'
import type { FleetResult, FleetScenario, Region } from './fleet-scenario.ts'
import { FleetHealth } from './fleet-health.ts'
import { FleetLedger } from './fleet-ledger.ts'
import { SimulatedProcess } from './simulated-process.ts'
import { SimulatedServer } from './simulated-server.ts'
import { VirtualClock } from './virtual-clock.ts'
import { WatchedKeys } from './watched-keys.ts'

const NAMESPACE = 'larder'
/** Until all have connected and looked at the log, in ms. */
const WARM_UP_MS = 5_000
/** After the last invalidation, so that it can reach everybody, in ms. */
const COOL_DOWN_MS = 3_000
const SAMPLE_MS = 50
const STEP_MS = 500
/** Ten times what any call waits: who asks has given up long ago. */
const HOPELESS_MS = 1_500
/** Between the end of a process and its next start, in ms. */
const RESTART_MS = 1_000
/** Other keys that are invalidated. */
const OTHER_KEYS = 100_000
/** One invalidation in so many is of a key that is watched. */
const WATCHED_SHARE = 10

/**
 * Runs a fleet of Larder's own caches on simulated time: processes, records, messages and answers one by one, on lines that
 * take time, lose and break, and one server that does one thing after the other at the cost that was measured. The same
 * scenario gives the same result.
 */
export async function simulateFleet(scenario: FleetScenario): Promise<FleetResult> {
  const fleet = new Fleet(scenario)
  await fleet.run()
  return fleet.result()
}

class Fleet {
  readonly #scenario: FleetScenario
  readonly #clock = new VirtualClock()
  readonly #random: SeededRandom
  readonly #truth: InMemoryBackend
  readonly #server: SimulatedServer
  readonly #ledger = new FleetLedger()
  readonly #watched: WatchedKeys
  readonly #processes: SimulatedProcess[] = []
  readonly #endAt: number
  readonly #health = new FleetHealth()
  #peakBacklogMs = 0
  #overloadedAtMs: number | undefined
  /** Of the server, at the end of the load. */
  #busyMs: number | undefined

  constructor(scenario: FleetScenario) {
    this.#scenario = scenario
    this.#random = new SeededRandom(scenario.seed)
    this.#truth = new InMemoryBackend(this.#clock)
    this.#server = new SimulatedServer(this.#clock, scenario.costs)
    this.#endAt = WARM_UP_MS + scenario.durationMs
    const { watchedKeys: count, loadMs } = scenario
    this.#watched = new WatchedKeys({ clock: this.#clock, random: this.#random, count, loadMs })
    this.#ledger.countsFrom = WARM_UP_MS
    this.#watched.countsFrom = WARM_UP_MS
  }

  async run(): Promise<void> {
    const { regions, failover } = this.#scenario
    this.#truth.openLog(NAMESPACE).subscribe(
      (message) => {
        if (message.era !== undefined) this.#ledger.appended(message.record.seq, this.#clock.monotonic())
        this.#server.publish((follower, atMs) => follower.push(atMs, message))
      },
      () => {},
    )
    for (const region of regions)
      for (let index = 0; index < region.processes; index++) this.#startLater(region)
    this.#clock.at(WARM_UP_MS, () => this.#beginLoad())
    if (failover) this.#clock.at(WARM_UP_MS + failover.atMs, () => this.#failOver())
    this.#clock.at(this.#endAt, () => (this.#busyMs = this.#server.busyMs))
    await this.#clock.runUntil(WARM_UP_MS)
    this.#server.isLogFull = true
    this.#server.busyMs = 0
    this.#server.snapshots = 0
    await this.#runToTheEnd()
  }

  async #runToTheEnd(): Promise<void> {
    for (let now = this.#clock.monotonic(); now < this.#endAt + COOL_DOWN_MS; now = this.#clock.monotonic()) {
      await this.#clock.runUntil(Math.min(now + STEP_MS, this.#endAt + COOL_DOWN_MS))
      // A failover makes it fall behind, and whether it gets over that is the question.
      if (this.#scenario.failover || this.#server.backlogMs < HOPELESS_MS) continue
      this.#overloadedAtMs = this.#clock.monotonic() - WARM_UP_MS
      return
    }
  }

  result(): FleetResult {
    const { name, failover } = this.#scenario
    const living = this.#processes
    return {
      name,
      processes: living.length,
      records: this.#ledger.records,
      delaysMs: this.#ledger.delaysMs(),
      undelivered: living.reduce((sum, { reader }) => sum + reader.owed, 0),
      suspectShare: this.#health.suspectShare,
      unhealthyShare: this.#health.unhealthyShare,
      snapshots: this.#server.snapshots,
      recoveryMs: failover && this.#health.recoveryMs,
      watchedReads: this.#watched.reads,
      staleReads: this.#watched.staleReads,
      staleWindowMs: this.#watched.staleWindowMs,
      loadsPerColdKey: this.#watched.loadsPerColdKey(),
      serverBusy: this.#scenario.costs.background + this.#ownBusy(),
      peakBacklogMs: this.#peakBacklogMs,
      overloadedAtMs: this.#overloadedAtMs,
    }
  }

  /** Work was stretched by what else the thread does: that is counted apart. */
  #ownBusy(): number {
    const ranMs = Math.min(this.#clock.monotonic(), this.#endAt) - WARM_UP_MS
    return ((this.#busyMs ?? this.#server.busyMs) / ranMs) * (1 - this.#scenario.costs.background)
  }

  /** Spread over two seconds, as a rolling start does at its quickest. */
  #startLater(region: Region): void {
    this.#clock.setTimer(() => this.#start(region), this.#random.next() * 2_000)
  }

  #start(region: Region): void {
    this.#processes.push(
      new SimulatedProcess({
        clock: this.#clock,
        scenario: this.#scenario,
        region,
        ledger: this.#ledger,
        random: this.#random,
        server: this.#server,
        truth: this.#truth,
      }),
    )
  }

  #beginLoad(): void {
    const { invalidationsPerSecond, readsPerSecond, restartsPerSecond, breaksPerMinute } = this.#scenario
    this.#repeat(invalidationsPerSecond, () => this.#invalidate())
    this.#repeat(readsPerSecond, () => unlessEnded(this.#watched.read(this.#any().cache)))
    this.#repeat(restartsPerSecond, () => this.#restart())
    this.#repeat((breaksPerMinute * this.#processes.length) / 60, () => this.#any().loseMessages())
    this.#sampleLater()
  }

  /** At random instants, so many in a second on average. */
  #repeat(perSecond: number, act: () => void): void {
    if (perSecond <= 0) return
    this.#clock.setTimer(
      () => {
        if (this.#clock.monotonic() >= this.#endAt) return
        act()
        this.#repeat(perSecond, act)
      },
      (-Math.log(1 - this.#random.next()) / perSecond) * 1_000,
    )
  }

  #invalidate(): void {
    const { cache } = this.#any()
    if (this.#random.next() * WATCHED_SHARE < 1) unlessEnded(this.#watched.change(cache))
    else unlessEnded(cache.delete(`other:${Math.floor(this.#random.next() * OTHER_KEYS)}`))
  }

  #restart(): void {
    const index = Math.floor(this.#random.next() * this.#processes.length)
    const [ended] = this.#processes.splice(index, 1)
    if (!ended) return
    ended.end()
    this.#clock.setTimer(() => this.#start(ended.region), RESTART_MS)
  }

  #failOver(): void {
    const { downMs = 0, lostRecords = 0 } = this.#scenario.failover ?? {}
    this.#server.kill()
    this.#clock.setTimer(() => {
      this.#ledger.lose(lostRecords)
      this.#truth.logState(NAMESPACE).loseTail(lostRecords)
      this.#server.revive()
      this.#health.revivedAt = this.#clock.monotonic()
    }, downMs)
  }

  #sampleLater(): void {
    this.#clock.setTimer(() => {
      if (this.#clock.monotonic() >= this.#endAt) return
      this.#health.sample(this.#processes, this.#clock.monotonic())
      this.#peakBacklogMs = Math.max(this.#peakBacklogMs, this.#server.backlogMs)
      this.#sampleLater()
    }, SAMPLE_MS)
  }

  #any(): SimulatedProcess {
    return this.#processes[Math.floor(this.#random.next() * this.#processes.length)] as SimulatedProcess
  }
}

/** A process that ends leaves calls behind it. */
function unlessEnded(call: Promise<unknown>): void {
  call.catch((error: unknown) => {
    if (!(error instanceof CacheError && error.code === 'CLOSED')) throw error
  })
}
