import type { Cache, CacheOptions, LoaderContext } from '@larder/cache-core'
import { CreepingClock, FakeClock, InMemoryBackend, SeededRandom } from '@larder/cache-core/testing'
import { Ledger, type Value } from './ledger.ts'
import { type ModelProcess, startProcess } from './model-process.ts'
import type { Plant } from './plants.ts'
import { Scheduler, settled } from './scheduler.ts'

/** Keys, of which two have a tag, and two a prefix, in common. */
const KEYS = ['a:1', 'a:2', 'b:1'] as const
const TAGS: Readonly<Record<string, readonly string[]>> = { 'a:1': ['t'], 'a:2': [], 'b:1': ['t'] }

export const DELTA_MS = 2_000

/** Half a millisecond and a bit: between two looks, the whole milliseconds that instants are kept in often change. */
const CREEP_MS = 0.53

interface Way {
  readonly name: string
  readonly covers: readonly string[]
  readonly run: (cache: Cache, key: string, value: Value) => Promise<unknown>
}

/** Every way to make older values go. */
const WAYS: readonly Way[] = [
  { name: 'delete', covers: [], run: (cache, key) => cache.delete(key) },
  { name: 'deleteMany', covers: [...KEYS], run: (cache) => cache.deleteMany([...KEYS]) },
  {
    name: 'set',
    covers: [],
    run: (cache, key, value) => cache.set(key, value, { tags: TAGS[key] ?? [] }),
  },
  { name: 'invalidateTag', covers: ['a:1', 'b:1'], run: (cache) => cache.invalidateTag('t') },
  { name: 'deleteByPrefix', covers: ['a:1', 'a:2'], run: (cache) => cache.deleteByPrefix('a:') },
  { name: 'deleteByPattern', covers: ['a:1', 'b:1'], run: (cache) => cache.deleteByPattern('?:1') },
  { name: 'clear', covers: [...KEYS], run: (cache) => cache.clear() },
  { name: 'expire', covers: [], run: (cache, key) => cache.expire(key) },
  { name: 'expireTag', covers: ['a:1', 'b:1'], run: (cache) => cache.expireTag('t') },
]

export interface RaceReport {
  readonly seed: number
  readonly violations: readonly string[]
  /** What happened, for a person who wants to understand a failure. */
  readonly story: readonly string[]
}

/** Two processes and their backend, in which everything that can happen happens in an order that the seed decides. */
export class RaceWorld {
  readonly #seed: number
  readonly #random: SeededRandom
  readonly #scheduler: Scheduler
  /** In half of the schedules time passes between any two looks at it, in the others while nothing happens. */
  readonly #clock: FakeClock
  readonly #backend: InMemoryBackend
  readonly #ledger = new Ledger(DELTA_MS)
  readonly #story: string[] = []
  readonly #options: CacheOptions
  readonly #lossRate: number
  /** In some schedules the log loses its memory again and again, which is rare elsewhere. */
  readonly #isForgetful: boolean
  readonly #processes: { name: string; process: ModelProcess }[] = []
  readonly #plant: Plant
  #started = 0

  constructor(seed: number, plant: Plant = {}) {
    this.#plant = plant
    this.#seed = seed
    this.#clock = seed % 2 === 0 ? new CreepingClock(CREEP_MS) : new FakeClock()
    this.#backend = new InMemoryBackend(this.#clock)
    this.#random = new SeededRandom(seed)
    this.#scheduler = new Scheduler(this.#random)
    this.#lossRate = this.#pick([0, 0.3, 1])
    this.#isForgetful = this.#pick([true, false, false, false])
    this.#options = {
      propagationLimitMs: DELTA_MS,
      isolatedTtlMs: DELTA_MS,
      ttlMs: this.#pick([600, 60_000]),
      ttlJitter: this.#pick([0, 0.2]),
      l1MaxBytes: this.#pick([0, 2 ** 20, 2 ** 20]),
      leaseMs: this.#pick([0, 1_000]),
      breakerThreshold: this.#pick([2, 1_000]),
    }
    for (let index = 0; index < 2; index++) this.#startProcess(index)
  }

  /** Runs the schedule to its end. */
  async run(): Promise<RaceReport> {
    await this.#runTasks(12)
    for (let move = 0; move < 24; move++) {
      await this.#move()
      await this.#runTasks(Math.floor(this.#random.next() * 8))
    }
    await this.#comeToRest()
    return { seed: this.#seed, violations: this.#ledger.violations, story: this.#story }
  }

  #startProcess(index: number): void {
    const random = new SeededRandom(this.#seed * 31 + ++this.#started)
    const options = { ...this.#options }
    this.#processes[index] = {
      name: `P${this.#started}`,
      process: startProcess({
        backend: this.#backend,
        scheduler: this.#scheduler,
        clock: this.#clock,
        random,
        options,
        lossRate: this.#lossRate,
        plant: this.#plant,
      }),
    }
  }

  async #move(): Promise<void> {
    const index = Math.floor(this.#random.next() * this.#processes.length)
    const chance = this.#random.next()
    if (this.#isForgetful && chance > 0.9) await this.#forgetAndAsk(index)
    else if (chance < 0.45) this.#read(index)
    else if (chance < 0.75) this.#invalidate(index)
    else if (chance < 0.89) await this.#pass(this.#pick([1, 40, 200, 600, 1_500, 2_500]))
    else if (chance < 0.95) this.#cutOrReconnect(index)
    else if (chance < 0.97) this.#crash(index)
    else if (chance < 0.985 && !this.#isForgetful) this.#trim()
    else this.#loseLog()
  }

  #read(index: number, kind: 'bounded' | 'strict' = this.#random.next() < 0.25 ? 'strict' : 'bounded'): void {
    const { name, process } = this.#at(index)
    const key = this.#pick(KEYS)
    const way = this.#pick(['get', 'getOrSet', 'getOrSet', 'getMany', 'getOrSetMany'] as const)
    const read = this.#ledger.beginRead(name, key, kind, this.#clock.monotonic())
    this.#tell(`${name} begins to read ${key} by ${way} (${kind})`)
    void this.#valueOf(process.cache, key, kind, way).then((value) => {
      if (process.link.isDead) return
      this.#tell(`${name} has read ${key}: ${value ? `version ${value.version}` : 'nothing'}`)
      this.#ledger.endRead(read, value, way)
    })
  }

  async #valueOf(
    cache: Cache,
    key: string,
    consistency: 'bounded' | 'strict',
    way: 'get' | 'getOrSet' | 'getMany' | 'getOrSetMany',
  ): Promise<Value | undefined> {
    if (way === 'get') return cache.get<Value>(key, { consistency })
    if (way === 'getMany') return (await cache.getMany<Value>([key], { consistency }))[0]
    const tags = TAGS[key] ?? []
    // Half of the loads say only at their end which tags the value has.
    const isLate = this.#random.next() < 0.5
    const options = { consistency, tags: isLate ? [] : tags }
    if (way === 'getOrSet') {
      return cache.getOrSet<Value>(key, (context) => this.#load(key, isLate ? context : undefined), options)
    }
    const load = async (keys: readonly string[]) => Promise.all(keys.map((one) => this.#load(one, undefined)))
    const [value] = await cache.getOrSetMany<Value>([key], load, { consistency, tags })
    return value
  }

  /** Reads the source at some instant between its beginning and its end. */
  async #load(key: string, context: LoaderContext | undefined): Promise<Value> {
    await this.#scheduler.point()
    const version = this.#ledger.version(key)
    await this.#scheduler.point()
    context?.adapt({ tags: TAGS[key] ?? [] })
    return { version }
  }

  #invalidate(index: number): void {
    const { name, process } = this.#at(index)
    const key = this.#pick(KEYS)
    const way = this.#pick(WAYS)
    const covered = way.covers.length > 0 ? way.covers : [key]
    for (const one of covered) this.#ledger.write(one)
    const invalidation = this.#ledger.beginInvalidation(name, way.name, covered)
    this.#tell(`${name} begins ${way.name} of ${covered.join()} at version ${this.#ledger.version(key)}`)
    const value = { version: this.#ledger.version(key), setBy: invalidation.id }
    void way.run(process.cache, key, value).then(() => {
      if (process.link.isDead) return
      const acknowledged = process.cache.stats().journalSize === 0
      this.#tell(`${name} has done ${way.name}${acknowledged ? '' : ', not acknowledged'}`)
      this.#ledger.endInvalidation(invalidation, acknowledged, this.#clock.monotonic())
    })
  }

  async #pass(ms: number): Promise<void> {
    this.#tell(`${ms} ms pass`)
    await this.#clock.advance(ms)
  }

  #cutOrReconnect(index: number): void {
    const { name, process } = this.#at(index)
    if (process.link.isCut) process.reconnect()
    else process.link.isCut = true
    this.#tell(`the link of ${name} is ${process.link.isCut ? 'cut' : 'back'}`)
  }

  #crash(index: number): void {
    const { name, process } = this.#at(index)
    process.link.isDead = true
    this.#startProcess(index)
    this.#tell(`${name} crashes, and ${this.#at(index).name} takes its place`)
  }

  #trim(): void {
    this.#backend.logState('larder').trim()
    this.#tell('the log is trimmed')
  }

  /** Between the loss and the moment when it is noticed and made up for. */
  async #forgetAndAsk(index: number): Promise<void> {
    this.#loseLog()
    for (let count = 0; count < 3; count++) this.#read(index, 'strict')
    await this.#runTasks(10)
  }

  /** The backend loses everything, or the log its newest records; connections may break with it, or not. */
  #loseLog(): void {
    const isWhole = this.#random.next() < 0.5
    if (isWhole) this.#backend.flush()
    else this.#backend.logState('larder').loseTail(1 + Math.floor(this.#random.next() * 3))
    this.#ledger.loseLog()
    if (this.#random.next() < (this.#isForgetful ? 0.2 : 0.7))
      for (const { process } of this.#processes) process.link.isCut = true
    this.#tell(isWhole ? 'the backend loses everything' : 'the log loses its tail')
  }

  /** Everything heals; what was on its way arrives; after a while nobody may read anything old. */
  async #comeToRest(): Promise<void> {
    this.#tell('everything heals')
    for (const { process } of this.#processes) process.reconnect()
    // What one process heard of another is delivered within 2.1 s of full service.
    for (let round = 0; round < 40; round++) {
      await this.#runTasks(500)
      // Answers come between the steps: in the last ones they come in time for one probe after the other to pass.
      await this.#clock.advance(round < 10 ? DELTA_MS / 4 : DELTA_MS / 20)
    }
    this.#ledger.regainLog(this.#processes.map(({ name }) => name))
    for (let index = 0; index < this.#processes.length; index++) {
      const { name, process } = this.#at(index)
      for (const key of KEYS) {
        const read = this.#ledger.beginRead(name, key, 'bounded', this.#clock.monotonic())
        let isAnswered = false
        void process.cache.get<Value>(key).then((value) => {
          isAnswered = true
          this.#ledger.endRead(read, value, 'at rest')
        })
        await settled()
        await this.#runTasks(500)
        if (!isAnswered) this.#ledger.fail(`${name} got no answer for ${key} at rest`)
      }
      if (process.cache.stats().journalSize > 0)
        this.#ledger.fail(`${name} has not delivered its journal at rest`)
    }
    await this.#shareAgain()
  }

  /** Nothing may be held against the shared tier for ever: what a new process has loaded, the other one finds. */
  async #shareAgain(): Promise<void> {
    this.#crash(0)
    await this.#runTasks(500)
    for (const key of KEYS) {
      const found: unknown[] = []
      const load = () => ({ version: this.#ledger.version(key) })
      void this.#at(0)
        .process.cache.getOrSet<Value>(key, load, { consistency: 'strict' })
        .then((value) => found.push(value))
      await this.#runTasks(500)
      void this.#at(1)
        .process.cache.get<Value>(key, { consistency: 'strict' })
        .then((value) => found.push(value))
      await this.#runTasks(500)
      if (found.length !== 2 || found.includes(undefined))
        this.#ledger.fail(`${key} is not shared at rest: ${JSON.stringify(found)}`)
    }
  }

  async #runTasks(most: number): Promise<void> {
    await settled()
    for (let count = 0; count < most && this.#scheduler.waiting > 0; count++) await this.#scheduler.step()
  }

  #at(index: number): { readonly name: string; readonly process: ModelProcess } {
    const found = this.#processes[index]
    if (!found) throw new Error(`There is no process ${index}.`)
    return found
  }

  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random.next() * values.length)] as T
  }

  #tell(line: string): void {
    this.#story.push(`${this.#clock.monotonic()} ${line}`)
  }
}
