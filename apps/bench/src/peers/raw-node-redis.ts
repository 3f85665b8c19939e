import { type Item, type Peer, TTL_MS } from './peer.ts'

/** The other Redis client, with JSON and nothing else. */
export const rawNodeRedis: Peer = {
  name: 'raw node-redis',
  packageName: 'redis',
  async openShared(url) {
    const { createClient } = await import('redis')
    const client = createClient({ url })
    await client.connect()
    return {
      set: (key, value) => client.set(key, JSON.stringify(value), { PX: TTL_MS }),
      get: async (key) => {
        const text = await client.get(key)
        return text === null ? undefined : (JSON.parse(text) as Item)
      },
      close: async () => client.destroy(),
    }
  },
}
