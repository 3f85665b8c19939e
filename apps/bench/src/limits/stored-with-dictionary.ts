import { Redis } from 'ioredis'
import { createCache } from '@larder/cache-core'
import { createRedisBackend, trainDictionary } from '@larder/redis-adapter'
import type { Limit } from './limit.ts'
import { sampleRecord } from '../sample-items.ts'

const SAMPLES = 100
const RECORDS = 300
/** Number of the first record that is measured: none of those that the dictionary was trained on. */
const FIRST = 10_000
/** Of words in each of two texts, for records of 600 to 2,000 bytes. */
const WORDS = [16, 38, 70, 100]

/** What Redis holds of small records when they are packed with a dictionary, over what their JSON would take. */
export const storedWithDictionary: Limit = {
  id: 'stored-with-dictionary',
  title: 'Stored bytes of records of 600 B to 2 KB, with a dictionary, of their JSON',
  unit: 'times',
  atMost: 0.5,
  note: 'A dictionary of 4 KB, trained on 100 records; 300 other ones are measured, headers included.',
  async measure(redisUrl) {
    const dictionary = trainDictionary(Array.from({ length: SAMPLES }, (_, index) => jsonOf(index)))
    const shared = createRedisBackend({ url: redisUrl, compression: { dictionary } })
    const cache = createCache({ shared, ttlMs: 3_600_000 })
    const admin = new Redis(redisUrl)
    try {
      await cache.ready()
      let [raw, stored] = [0, 0]
      for (let index = FIRST; index < FIRST + RECORDS; index++) {
        const json = jsonOf(index)
        await cache.set(`record:${index}`, JSON.parse(json))
        raw += Buffer.byteLength(json)
        stored += await admin.strlen(`larder:record:${index}`)
      }
      return stored / raw
    } finally {
      admin.disconnect()
      await cache.close()
    }
  },
}

function jsonOf(index: number): string {
  return JSON.stringify(sampleRecord(index, WORDS[index % WORDS.length]))
}
