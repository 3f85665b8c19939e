import { readFileSync } from 'node:fs'
import { parseRedisUrl, type RedisBackendOptions } from '@larder/redis-adapter'
import { z } from 'zod'
import { type Variables, wholeNumber } from './whole-number.ts'

/** Where Redis is, and how it is used. */
export type RedisConfig = Required<
  Pick<RedisBackendOptions, 'url' | 'deadlineMs' | 'compression' | 'tls' | 'natMap'>
> &
  Pick<RedisBackendOptions, 'maxConnections' | 'sentinelUsername' | 'sentinelPassword'> & {
    readonly deadlineMs: number
  }

const redisUrl = z.string().superRefine((text, context) => {
  try {
    parseRedisUrl(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : 'cannot be parsed'
    context.addIssue({ code: 'custom', message: message.replace(/^The Redis URL /, '') })
  }
})

/** A file in PEM, read at once. */
const pemFile = z
  .string()
  .transform((path, context) => {
    try {
      const text = readFileSync(path, 'utf8')
      if (text.includes('-----BEGIN ')) return text
      context.addIssue({
        code: 'custom',
        message: 'must name a file in PEM, which has lines like "-----BEGIN …".',
      })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
      context.addIssue({ code: 'custom', message: `names a file that cannot be read (${code}).` })
    }
    return z.NEVER
  })
  .optional()

const ADDRESS = /^\[?([^\s[\]=,]+)\]?:(\d{1,5})$/

/** `10.0.0.1:6379=redis.example.com:7001`, separated by commas. */
const addressMap = z
  .string()
  .default('')
  .transform((text, context) => {
    const map: Record<string, { readonly host: string; readonly port: number }> = {}
    for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
      const [from = '', to = ''] = pair.split('=').map((part) => part.trim())
      const [, host, port] = ADDRESS.exec(to) ?? []
      if (ADDRESS.test(from) && host !== undefined) map[from] = { host, port: Number(port) }
      else
        context.addIssue({
          code: 'custom',
          message: 'must be announced=reachable addresses, for example 10.0.0.1:6379=redis.example.com:7001.',
        })
    }
    return map
  })

const schema = z.object({
  REDIS_URL: redisUrl.optional(),
  REDIS_SENTINEL_USERNAME: z.string().optional(),
  REDIS_SENTINEL_PASSWORD: z.string().optional(),
  REDIS_TLS_CA_FILE: pemFile,
  REDIS_TLS_CERT_FILE: pemFile,
  REDIS_TLS_KEY_FILE: pemFile,
  REDIS_TLS_SERVERNAME: z.string().optional(),
  REDIS_NAT_MAP: addressMap,
  REDIS_POOL_MAX: wholeNumber(
    undefined,
    1,
    100,
    'It is the most connections for data; 10 suits one process.',
  ),
  REDIS_DEADLINE_MS: wholeNumber(150, 10, 10_000, 'It is how long one Redis call may hold up a request.'),
  CACHE_COMPRESSION: z
    .enum(['zstd', 'deflate-raw', 'none'], { error: 'must be zstd, deflate-raw or none.' })
    .default('zstd'),
  CACHE_COMPRESSION_THRESHOLD_BYTES: wholeNumber(2048, 0, 2 ** 30, 'Smaller values are stored as they are.'),
})

type Environment = z.infer<typeof schema>

/** The variables about Redis, with their rules. */
export const REDIS_VARIABLES: Variables = schema.shape

/** Reads the variables about Redis: what they say (`undefined`: memory only), or every problem with its remedy. */
export function readRedisConfig(environment: Readonly<Record<string, string | undefined>>): {
  readonly redis: RedisConfig | undefined
  readonly problems: readonly string[]
} {
  const { data, error } = schema.safeParse(environment)
  if (!data) {
    return {
      redis: undefined,
      problems: error.issues.map(({ path, message }) => `${path.join('.')} ${message}`),
    }
  }
  return { redis: toRedisConfig(data), problems: crossChecks(data) }
}

function toRedisConfig(env: Environment): RedisConfig | undefined {
  if (env.REDIS_URL === undefined) return undefined
  const tls = {
    ca: env.REDIS_TLS_CA_FILE,
    cert: env.REDIS_TLS_CERT_FILE,
    key: env.REDIS_TLS_KEY_FILE,
    servername: env.REDIS_TLS_SERVERNAME,
  }
  return {
    url: env.REDIS_URL,
    tls: Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined)),
    sentinelUsername: env.REDIS_SENTINEL_USERNAME,
    sentinelPassword: env.REDIS_SENTINEL_PASSWORD,
    natMap: env.REDIS_NAT_MAP,
    maxConnections: env.REDIS_POOL_MAX,
    deadlineMs: env.REDIS_DEADLINE_MS,
    compression: {
      codec: env.CACHE_COMPRESSION,
      thresholdBytes: env.CACHE_COMPRESSION_THRESHOLD_BYTES,
    },
  }
}

/** What of the variables does not go together. */
function crossChecks(env: Environment): readonly string[] {
  const { REDIS_URL: url, REDIS_TLS_CERT_FILE: cert, REDIS_TLS_KEY_FILE: key } = env
  const isTls = url?.startsWith('rediss') ?? false
  const given = Object.entries(env).filter(
    ([name, value]) => name.startsWith('REDIS_TLS_') && value !== undefined,
  )
  return [
    ...(given.length > 0 && !isTls
      ? [`${given.map(([name]) => name).join(', ')} given, but REDIS_URL does not begin with rediss.`]
      : []),
    ...((cert === undefined) === (key === undefined)
      ? []
      : ['REDIS_TLS_CERT_FILE and REDIS_TLS_KEY_FILE belong together: set both, or neither.']),
  ]
}
