import type { AirtableSimulator } from '@larder/airtable-simulator'
import type { RedisServer } from '@larder/redis-adapter/testing'

/** What is done to a running system. */
export interface SoakFault {
  readonly name: string
  /** `redis`: the shared tier is out of service, in whole or in part; `blip`: it may not even be noticed; `upstream`: Airtable cannot be asked. */
  readonly hits: 'redis' | 'blip' | 'upstream'
  begin(): Promise<void>
  end(): Promise<void>
}

const nothing = async () => {}

/** One of each kind. `simulator` stands for Airtable. */
export function soakFaults(redis: RedisServer, simulator: AirtableSimulator): readonly SoakFault[] {
  return [...outages(redis), ...blips(redis), ...upstreamFaults(simulator)]
}

function outages(redis: RedisServer): readonly SoakFault[] {
  const config = (name: string, value: string) => redis.command('CONFIG', 'SET', name, value)
  return [
    {
      name: 'Redis killed, started empty',
      hits: 'redis',
      begin: () => redis.kill(),
      end: () => redis.restart(),
    },
    {
      name: 'Redis hangs',
      hits: 'redis',
      begin: async () => redis.stop(),
      end: async () => redis.resume(),
    },
    {
      name: 'Redis out of memory',
      hits: 'redis',
      begin: async () => void (await config('maxmemory', '1')),
      end: async () => void (await config('maxmemory', '0')),
    },
    {
      name: 'Redis read-only',
      hits: 'redis',
      // A replica of nobody: it serves what it has.
      begin: async () => void (await redis.command('REPLICAOF', '127.0.0.1', '1')),
      end: async () => void (await redis.command('REPLICAOF', 'NO', 'ONE')),
    },
  ]
}

function blips(redis: RedisServer): readonly SoakFault[] {
  return [
    {
      name: 'every connection killed',
      hits: 'blip',
      begin: async () => {
        for (const type of ['normal', 'pubsub']) await redis.command('CLIENT', 'KILL', 'TYPE', type)
      },
      end: nothing,
    },
    {
      name: 'FLUSHALL',
      hits: 'blip',
      begin: async () => void (await redis.command('FLUSHALL')),
      end: nothing,
    },
    {
      name: 'SCRIPT FLUSH',
      hits: 'blip',
      begin: async () => void (await redis.command('SCRIPT', 'FLUSH')),
      end: nothing,
    },
    {
      name: 'Redis busy for 400 ms',
      hits: 'blip',
      begin: async () => void (await redis.command('DEBUG', 'SLEEP', '0.4')),
      end: nothing,
    },
  ]
}

function upstreamFaults({ faults }: AirtableSimulator): readonly SoakFault[] {
  return [
    ...(['500', '502', '503', 'hang', 'reset'] as const).map((kind): SoakFault => ({
      name: `Airtable: ${kind}`,
      hits: 'upstream',
      begin: async () => faults.failAll(kind),
      end: async () => faults.failAll(undefined),
    })),
    {
      name: 'Airtable takes 2 s',
      hits: 'upstream',
      begin: async () => void (faults.latencyMs = 2_000),
      end: async () => void (faults.latencyMs = BASE_LATENCY_MS),
    },
  ]
}

/** What Airtable takes when all is well, in ms. */
export const BASE_LATENCY_MS = 40
