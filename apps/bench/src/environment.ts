import { cpus, release, totalmem, type } from 'node:os'
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { Redis } from 'ioredis'
import { startRedis } from '@larder/redis-adapter/testing'

/** The machine and the versions that figures belong to. */
export interface Environment {
  readonly date: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  readonly redis: string
}

export async function readEnvironment(redis: Redis): Promise<Environment> {
  const [first] = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    redis: /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'unknown',
  }
}

/** `readEnvironment` for benchmarks whose servers come and go. */
export async function ownEnvironment(): Promise<Environment> {
  const server = await startRedis()
  const admin = new Redis(server.url)
  try {
    return await readEnvironment(admin)
  } finally {
    admin.disconnect()
    await server.close()
  }
}

/** The version of an installed package. */
export function versionOf(packageName: string): string {
  const manifest = findPackageJSON(packageName, import.meta.url)
  return manifest === undefined
    ? 'unknown'
    : (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
