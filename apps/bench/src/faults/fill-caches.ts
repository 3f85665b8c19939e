import type { DrillCache } from './drill-cache.ts'
import { KEYS, keyName, tagOf } from './workload.ts'
import type { Origin } from './origin.ts'

const STEP = 50

/** Every key through the first cache, so that Redis has it and the second one finds it there. */
export async function fillCaches([first]: readonly DrillCache[], origin: Origin): Promise<void> {
  if (!first) return
  for (let from = 0; from < KEYS; from += STEP) {
    const some = Array.from({ length: Math.min(STEP, KEYS - from) }, (_, index) => from + index)
    const reads = some.map((index) => {
      const key = keyName(index)
      return first.read({ key, tag: tagOf(index), isStrict: false, load: () => origin.load(key) })
    })
    await Promise.all(reads)
  }
}
