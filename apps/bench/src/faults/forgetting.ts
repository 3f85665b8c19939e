import type { Drill } from './drill.ts'
import { until } from '../scoreboard/bounded-wait.ts'
import { valueSet } from './origin.ts'

const LIMIT_MS = 5_000

/** Whether what one process deletes leaves the memory of the other, although the log cannot take the record. */
export class Forgetting {
  readonly #drill: Drill
  readonly #key: string

  private constructor(drill: Drill, key: string) {
    this.#drill = drill
    this.#key = key
  }

  /** Puts a value in both memories. */
  static async prepare(drill: Drill, key: string): Promise<Forgetting> {
    const forgetting = new Forgetting(drill, key)
    for (const cache of drill.caches) await forgetting.#read(cache, 1)
    return forgetting
  }

  /** Deletes it in the first; resolves to how long the second went on serving it, in ms. */
  async ms(): Promise<number> {
    const [first, second] = this.#drill.caches
    if (!first || !second) return Number.POSITIVE_INFINITY
    const startedAt = performance.now()
    await first.delete(this.#key)
    const isGone = await until(async () => (await this.#read(second, 2)) !== 1, LIMIT_MS)
    return isGone ? performance.now() - startedAt : Number.POSITIVE_INFINITY
  }

  async #read(cache: Drill['caches'][number], version: number): Promise<number> {
    const load = async () => valueSet(this.#key, version, 0)
    const { value } = await cache.read({ key: this.#key, tag: undefined, isStrict: false, load })
    return (value as { readonly version: number }).version
  }
}
