import { FakeClock, InMemoryBackend, SeededRandom } from '@larder/cache-core/testing'
import { type ModelProcess, startProcess } from './model-process.ts'
import type { Plant } from './plants.ts'
import type { RaceReport } from './race-world.ts'
import { Scheduler, settled } from './scheduler.ts'

const KEYS = ['a', 'b'] as const

/** Several processes that want the same cold keys at once, and nothing else happens: each key is loaded once. */
export class CalmWorld {
  readonly #seed: number
  readonly #random: SeededRandom
  readonly #scheduler: Scheduler
  readonly #clock = new FakeClock()
  readonly #processes: readonly ModelProcess[]
  readonly #loads = new Map<string, number>()
  readonly #story: string[] = []

  constructor(seed: number, plant: Plant = {}) {
    this.#seed = seed
    this.#random = new SeededRandom(seed)
    this.#scheduler = new Scheduler(this.#random)
    const backend = new InMemoryBackend(this.#clock)
    const lossRate = seed % 3 === 0 ? 1 : 0
    this.#processes = Array.from({ length: 2 + (seed % 3) }, (_, index) =>
      startProcess({
        backend,
        scheduler: this.#scheduler,
        clock: this.#clock,
        random: new SeededRandom(seed * 31 + index),
        options: { l1MaxBytes: seed % 2 === 0 ? 0 : 2 ** 20 },
        lossRate,
        plant,
      }),
    )
  }

  async run(): Promise<RaceReport> {
    await this.#runTasks()
    let answered = 0
    const wanted = 12
    for (let read = 0; read < wanted; read++) {
      const process = this.#processes[Math.floor(this.#random.next() * this.#processes.length)]
      void this.#read(process).then(() => answered++)
      for (let step = Math.floor(this.#random.next() * 4); step > 0; step--) await this.#scheduler.step()
    }
    // Where messages are lost, waiters look again after a while.
    for (let round = 0; round < 100 && answered < wanted; round++) {
      await this.#runTasks()
      await this.#clock.advance(100)
    }
    const violations = [...this.#loads].flatMap(([key, count]) =>
      count === 1 ? [] : [`the cold key ${key} was loaded ${count} times`],
    )
    if (answered < wanted)
      violations.push(`${wanted - answered} of ${wanted} reads got no answer within 10 s`)
    return { seed: this.#seed, violations, story: this.#story }
  }

  async #read(process: ModelProcess | undefined): Promise<void> {
    if (this.#random.next() < 0.5) {
      const key = this.#random.next() < 0.5 ? KEYS[0] : KEYS[1]
      await process?.cache.getOrSet(key, () => this.#load(key))
    } else {
      await process?.cache.getOrSetMany([...KEYS], (keys) => Promise.all(keys.map((key) => this.#load(key))))
    }
  }

  async #load(key: string): Promise<string> {
    this.#story.push(`${key} is loaded`)
    this.#loads.set(key, (this.#loads.get(key) ?? 0) + 1)
    await this.#scheduler.point()
    return key
  }

  async #runTasks(): Promise<void> {
    await settled()
    while (this.#scheduler.waiting > 0) await this.#scheduler.step()
  }
}
