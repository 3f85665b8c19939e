import { type Item, type Peer, TTL_MS } from './peer.ts'

/** The client that Larder's adapter is built on, with JSON and nothing else. */
export const rawIoredis: Peer = {
  name: 'raw ioredis',
  packageName: 'ioredis',
  async openShared(url) {
    const { Redis } = await import('ioredis')
    const redis = new Redis(url)
    return {
      set: (key, value) => redis.set(key, JSON.stringify(value), 'PX', TTL_MS),
      get: async (key) => {
        const text = await redis.get(key)
        return text === null ? undefined : (JSON.parse(text) as Item)
      },
      close: async () => redis.disconnect(),
    }
  },
}
