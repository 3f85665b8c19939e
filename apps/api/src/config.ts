import { z } from 'zod'
import type { FreshnessPolicies } from '@larder/airtable-adapter'
import { type AccessKey, EVERYTHING, sha256Of } from './access/key-access.ts'
import { type AssistantConfig, readAssistantConfig } from './assistant/assistant-config.ts'
import { type ConfigFile, readConfigFile, type WebhooksConfig } from './config-file.ts'
import { crossChecks } from './cross-checks.ts'
import { readRedisConfig, type RedisConfig } from './redis-config.ts'
import { readTelemetryConfig, type TelemetryConfig } from './telemetry/telemetry-config.ts'
import { wholeNumber } from './whole-number.ts'

/** What the process runs on, read from the environment once. README.md has the table of variables. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly access: AccessConfig
  readonly redis: RedisConfig | undefined
  readonly airtable: AirtableConfig
  readonly cache: CacheConfig
  readonly assistant: AssistantConfig
  readonly freshness: FreshnessPolicies
  readonly webhooks: WebhooksConfig | undefined
  /** Tables that are copied as a whole, by base. */
  readonly mirror: ConfigFile['mirror']
  /** The base that the assistant keeps; `undefined`: the demo base on the simulator, none elsewhere. */
  readonly book: ConfigFile['book']
  readonly logLevel: LogLevel
  readonly telemetry: TelemetryConfig
}

export interface AccessConfig {
  /** `keys`: Larder holds the token of Airtable. `pass-through`: callers present their own. */
  readonly mode: 'keys' | 'pass-through'
  /** None, in the mode `keys`: anybody who reaches the socket may call. */
  readonly keys: readonly AccessKey[]
}

export interface AirtableConfig {
  /** `undefined`: the local simulator, unless callers present their own. */
  readonly apiKey: string | undefined
  readonly endpointUrl: string | undefined
  /** Bases whose schema is read at start, so that their first list costs one request. */
  readonly baseIds: readonly string[]
  /** How many processes share the budget, as long as Redis has never told. */
  readonly expectedProcesses: number
}

export interface CacheConfig {
  readonly namespace: string
  readonly memoryBytes: number
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Longest duration that the shared tier can store, in ms (49 days). */
const MAX_DURATION_MS = 2 ** 32 - 1

const milliseconds = (fallback: number) =>
  wholeNumber(fallback, 0, MAX_DURATION_MS, 'It is a time in milliseconds.')

const httpUrl = z.string().refine((text) => /^https?:\/\/[^/\s]+/.test(text) && URL.canParse(text), {
  message: 'must be an http or https URL, for example https://api.airtable.com.',
})

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(3000, 0, 65_535, 'Use 0 for any free port.'),
  LARDER_API_KEY: z
    .string()
    .min(16, 'must have at least 16 characters. Make one with: openssl rand -hex 24')
    .optional(),
  LARDER_ACCESS: z.enum(['keys', 'pass-through'], { error: 'must be keys or pass-through.' }).default('keys'),
  LARDER_CONFIG: z.string().optional(),
  CACHE_NAMESPACE: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, "_", "-" or ".".')
    .default('larder'),
  CACHE_TTL_MS: milliseconds(300_000),
  CACHE_STALE_WHILE_REVALIDATE_MS: milliseconds(0),
  CACHE_STALE_IF_ERROR_MS: milliseconds(86_400_000),
  CACHE_SOFT_TIMEOUT_MS: milliseconds(1_000),
  CACHE_MEMORY_BYTES: wholeNumber(64 * 2 ** 20, 0, 2 ** 40, 'Use 0 to turn the memory tier off.'),
  AIRTABLE_API_KEY: z.string().min(1).optional(),
  AIRTABLE_ENDPOINT_URL: httpUrl.optional(),
  AIRTABLE_BASE_IDS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    )
    .refine(
      (ids) => ids.every((id) => /^app[0-9A-Za-z]{14}$/.test(id)),
      'must be base ids (app and 14 letters or digits), separated by commas.',
    ),
  AIRTABLE_EXPECTED_PROCESSES: wholeNumber(
    5,
    1,
    1_000,
    'It is how many processes share the budget of Airtable while Redis has not told yet.',
  ),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}.` }).default('info'),
})

/** The environment cannot be used; the message lists every problem with its remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(problems: readonly string[]) {
    super(
      `Larder cannot start with this configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
  }
}

/** Reads the configuration. Empty variables count as absent. Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const { redis, problems: redisProblems } = readRedisConfig(given)
  const { assistant, problems: assistantProblems } = readAssistantConfig(given)
  const { telemetry, problems: telemetryProblems } = readTelemetryConfig(given)
  const { data, error } = environmentSchema.safeParse(given)
  const { LARDER_CONFIG: path } = given
  const { file = NO_FILE, problems: fileProblems } =
    path === undefined ? { problems: [] } : readConfigFile(path)
  const others = data
    ? crossChecks({
        host: data.HOST,
        access: { mode: data.LARDER_ACCESS, keys: keysOf(data, file) },
        airtable: { apiKey: data.AIRTABLE_API_KEY, endpointUrl: data.AIRTABLE_ENDPOINT_URL },
        file,
      })
    : error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  const problems = [...redisProblems, ...assistantProblems, ...telemetryProblems, ...fileProblems, ...others]
  if (!data || !assistant || !telemetry || problems.length > 0) throw new ConfigError(problems)
  return { ...toConfig(data, redis, file), assistant, telemetry }
}

type Environment = z.infer<typeof environmentSchema>

const NO_FILE: ConfigFile = { keys: [], freshness: {}, webhooks: undefined, mirror: {}, book: undefined }

/** The one of the environment may do everything. */
function keysOf(env: Environment, { keys }: ConfigFile): readonly AccessKey[] {
  const { LARDER_API_KEY: key, LARDER_ACCESS: mode } = env
  if (key === undefined) return keys
  const bases = mode === 'keys' ? EVERYTHING : {}
  return [{ name: 'LARDER_API_KEY', sha256: sha256Of(key), bases, isAdmin: true }, ...keys]
}

function toConfig(
  env: Environment,
  redis: RedisConfig | undefined,
  file: ConfigFile,
): Omit<Config, 'assistant' | 'telemetry'> {
  return {
    host: env.HOST,
    port: env.PORT,
    access: { mode: env.LARDER_ACCESS, keys: keysOf(env, file) },
    redis,
    airtable: {
      apiKey: env.AIRTABLE_API_KEY,
      endpointUrl: env.AIRTABLE_ENDPOINT_URL,
      baseIds: env.AIRTABLE_BASE_IDS,
      expectedProcesses: env.AIRTABLE_EXPECTED_PROCESSES,
    },
    cache: {
      namespace: env.CACHE_NAMESPACE,
      memoryBytes: env.CACHE_MEMORY_BYTES,
    },
    freshness: {
      ttlMs: env.CACHE_TTL_MS,
      staleWhileRevalidateMs: env.CACHE_STALE_WHILE_REVALIDATE_MS,
      staleIfErrorMs: env.CACHE_STALE_IF_ERROR_MS,
      softTimeoutMs: env.CACHE_SOFT_TIMEOUT_MS,
      ...file.freshness,
    },
    webhooks: file.webhooks,
    mirror: file.mirror,
    book: file.book,
    logLevel: env.LOG_LEVEL,
  }
}
