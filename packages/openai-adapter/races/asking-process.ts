import { createCache, systemClock } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import {
  CachedChatModel,
  deepSeek,
  MeteredChatModel,
  MemoryUsageLedger,
  OpenAiChatModel,
} from '../src/index.ts'
import type { AskingReply } from './asking-reply.ts'

/** One of several processes that ask a model the same at the same time, through one Redis. */

const [redisUrl = '', modelUrl = '', calls = '50'] = process.argv.slice(2)
const cache = createCache({ shared: createRedisBackend({ url: redisUrl }) })
const ledger = new MemoryUsageLedger()
const provider = deepSeek({ baseUrl: modelUrl })
const model = 'deepseek-flash'
const plain = new OpenAiChatModel({ provider, model, apiKey: 'sk-of-the-race' })
const inner = new MeteredChatModel({ inner: plain, provider: 'deepseek', model, ledger })
const secret = 'the same in all processes'
const cached = new CachedChatModel({ inner, provider: 'deepseek', model, cache, secret, ledger })

process.once('message', () => {
  void askAll().then(async (reply) => {
    process.send?.(reply)
    await cache.close()
    process.disconnect()
  })
})
await cache.ready({ withinMs: 10_000 })
process.send?.('ready')

async function askAll(): Promise<AskingReply> {
  const startedAt = systemClock.monotonic()
  const answers = await Promise.all(
    Array.from({ length: Number(calls) }, () =>
      cached.complete(
        {
          agent: 'router',
          system: 'You understand guests of a restaurant.',
          messages: [{ role: 'user', content: 'Mesa para cuatro' }],
          effort: 'none',
          maxTokens: 100,
          tenant: 'casa-paco',
          promptVersion: '1',
        },
        { signal: new AbortController().signal },
      ),
    ),
  )
  const { calls: asked, hits, usd, savedUsd } = ledger.totals().all
  return {
    texts: [...new Set(answers.map(({ text }) => text))],
    upstream: asked - hits,
    hits,
    usd,
    savedUsd,
    tookMs: systemClock.monotonic() - startedAt,
  }
}
