import { inspect, isDeepStrictEqual } from 'node:util'
import { no, type ScoreboardQuestion, yes } from '../question.ts'
import { SeededRandom } from '@larder/cache-core/testing'
import type { Stage } from '../stage.ts'
import { wait } from '../bounded-wait.ts'

const random = new SeededRandom(7)
const NOISE = Buffer.from(Array.from({ length: 64 }, () => Math.floor(random.next() * 256)))
const STORED = { id: 'stored', guests: ['Ana', 'Luis', 'Eva'] }

export const garbage: ScoreboardQuestion = {
  id: 'garbage',
  title: 'Does garbage in Redis count as a miss?',
  how: 'What one process stored is replaced by 64 random bytes, or cut to half its length; another that begins then must get what its loader gives.',
  async ask(stage) {
    const { source } = stage
    source.value = STORED
    const here = await stage.openCache()
    await here.getOrSet('random')
    await here.getOrSet('halved')
    // A cache may store after it has answered. What a second process gets without a load is in Redis.
    await wait(500)
    const loads = source.loads
    const witness = await stage.openCache()
    await witness.getOrSet('random')
    await witness.getOrSet('halved')
    if (source.loads > loads) throw new Error('nothing was stored in Redis')

    await replace(stage, 'random', () => NOISE)
    await replace(stage, 'halved', (stored) => stored.subarray(0, stored.length / 2))
    source.value = { id: 'loaded anew' }
    const later = await stage.openCache()
    const faults: string[] = []
    for (const key of ['random', 'halved']) {
      const read = await later.getOrSet(key).catch((error: Error) => error)
      if (isDeepStrictEqual(read, source.value)) continue
      faults.push(
        `${key}: ${read instanceof Error ? `it throws ${read.message.slice(0, 60)}` : inspect(read)}`,
      )
    }
    return faults.length === 0 ? yes('the loader is asked') : no(faults.join('; '))
  },
}

/** Replaces every string in Redis whose name has the key in it. */
async function replace({ admin }: Stage, key: string, garbage: (stored: Buffer) => Buffer): Promise<void> {
  for (const name of await admin.keys(`*${key}*`)) {
    const stored = (await admin.type(name)) === 'string' ? await admin.getBuffer(name) : null
    if (stored) await admin.set(name, garbage(stored), 'KEEPTTL')
  }
}
