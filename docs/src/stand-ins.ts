import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startAirtableSimulator } from '@larder/airtable-simulator'
import { startModelSimulator } from '@larder/model-simulator'
import { startRedis } from '@larder/redis-adapter/testing'
import { startedLarder } from './started-larder.ts'

/** What stands on this machine for the servers that examples talk to. */
export interface StandIns {
  /** The module of an example with addresses of this machine in the place of those that are shown. */
  readonly redirected: (source: string, index: number) => string
  /** What examples read from their environment. */
  readonly env: Readonly<Record<string, string>>
}

/** Each of so many examples has a database of Redis for itself, so that none finds what another has left. */
export async function startStandIns(stack: AsyncDisposableStack, examples: number): Promise<StandIns> {
  const [redis, larder, website, airtable, models] = await Promise.all([
    startRedis({ args: ['--databases', String(examples)] }),
    // All of the budget is its own.
    startedLarder(stack, { AIRTABLE_EXPECTED_PROCESSES: '1' }),
    startWebsite(stack),
    startAirtableSimulator(),
    startModelSimulator({ quirks: { '/openai': 'openai', '/deepseek': 'deepseek' } }),
  ])
  for (const server of [redis, airtable, models]) stack.defer(() => server.close())
  return {
    redirected: (source, index) =>
      source
        .replaceAll(/redis:\/\/(?:127\.0\.0\.1:6379|redis\.\w+\.internal)/g, `${redis.url}/${index}`)
        .replaceAll('http://127.0.0.1:3000', larder.url)
        .replaceAll('https://example.com', website),
    env: {
      AIRTABLE_API_KEY: 'any',
      AIRTABLE_ENDPOINT_URL: airtable.url,
      OPENAI_API_KEY: 'any',
      OPENAI_BASE_URL: models.baseUrl('openai'),
      DEEPSEEK_API_KEY: 'any',
      DEEPSEEK_BASE_URL: models.baseUrl('deepseek'),
      COMPLETION_SECRET: 'a secret that is long enough',
    },
  }
}

/** Answers everything with one menu, as JSON. */
async function startWebsite(stack: AsyncDisposableStack): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"dishes":["gazpacho"]}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stack.defer(() => void server.close())
  stack.defer(() => server.closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
