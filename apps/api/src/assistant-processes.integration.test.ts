import type { Reply } from '@larder/assistant'
import { startAirtableSimulator } from '@larder/airtable-simulator'
import { startRedis } from '@larder/redis-adapter/testing'
import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { BASE, request } from './larder-fixture.ts'
import { type RunningServer, serve } from './serve.ts'

interface Talker {
  readonly say: (process: number, message: string, conversationId?: string) => Promise<Reply>
  readonly redis: Awaited<ReturnType<typeof startRedis>>
}

/** Two processes on one Redis and one base. */
async function withTwo(body: (talker: Talker) => Promise<void>): Promise<void> {
  const simulator = await startAirtableSimulator({ limiter: 'off' })
  const redis = await startRedis()
  using folder = mkdtempDisposableSync(join(tmpdir(), 'larder-assistant-'))
  const path = join(folder.path, 'larder.json')
  writeFileSync(path, JSON.stringify({ assistant: { base: BASE, house: { name: 'La Encina' } } }))
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    AIRTABLE_API_KEY: 'patTest',
    AIRTABLE_ENDPOINT_URL: simulator.url,
    REDIS_URL: redis.url,
    LARDER_CONFIG: path,
  })
  const servers: RunningServer[] = []
  try {
    servers.push(await serve(config), await serve(config))
    await Promise.all(servers.map(({ composition }) => composition.cache.ready()))
    await body({
      redis,
      say: async (process, message, conversationId) => {
        const url = servers[process]?.url ?? ''
        const payload = conversationId === undefined ? { message } : { message, conversationId }
        const { status, body } = await request(url, 'POST', '/assistant/messages', payload)
        expect(status).toBe(200)
        return body as Reply
      },
    })
  } finally {
    await Promise.all(servers.map((server) => server.close(100)))
    await redis.close()
    await simulator.close()
  }
}

test('a conversation goes on in whatever process takes its message, and books once', async () => {
  await withTwo(async ({ say }) => {
    const { conversationId } = await say(0, 'Mesa para 4 el viernes que viene a las 21:00')
    await say(1, 'Marta García', conversationId)
    await say(0, '600123456', conversationId)

    const { booking } = await say(1, 'sí', conversationId)
    const { facts } = await say(0, 'sí', conversationId)

    expect(booking).toMatchObject({ people: 4, guest: { name: 'Marta García' } })
    expect(facts).toMatchObject([{ kind: 'unclear' }])
  })
})

test('guests of two processes who want the same last table: one has it', async () => {
  await withTwo(async ({ say }) => {
    // There is one table for eight.
    const guests = [0, 1, 0, 1]
    const conversations = await Promise.all(
      guests.map(async (process, index) => {
        const { conversationId } = await say(process, 'Mesa para 8 el viernes que viene a las 21:00')
        await say(process, `Ana Gil${'a'.repeat(index)}`, conversationId)
        const summed = await say(process, '600123456', conversationId)
        return { process, conversationId, isSummedUp: summed.facts[0]?.kind === 'summary' }
      }),
    )
    expect(conversations.every(({ isSummedUp }) => isSummedUp)).toBe(true)

    const replies = await Promise.all(
      conversations.map(({ process, conversationId }) => say(process, 'sí', conversationId)),
    )

    expect(replies.filter(({ booking }) => booking !== undefined)).toHaveLength(1)
  })
})

test('with Redis gone a process goes on with the conversations that it has', async () => {
  await withTwo(async ({ say, redis }) => {
    const { conversationId } = await say(0, 'Mesa para 4 el viernes que viene a las 21:00')
    await redis.kill()

    await say(0, 'Marta García', conversationId)
    const { facts } = await say(0, '600123456', conversationId)

    expect(facts).toMatchObject([{ kind: 'summary' }])
  })
})
