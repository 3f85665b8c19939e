import { z } from 'zod'
import type { FreshnessPolicies } from '@larder/airtable-adapter'
import { type AccessConfig, accessOf, keyOrDigest } from './access/configured-keys.ts'
import { rateRuleText } from './access/rate-rule.ts'
import { type AssistantConfig, readAssistantConfig } from './assistant/assistant-config.ts'
import { type ConfigFile, readConfigFile, type WebhooksConfig } from './config-file.ts'
import { crossChecks } from './cross-checks.ts'
import { headerToken } from './header-token.ts'
import { type HttpConfig, readHttpConfig } from './http-config.ts'
import { outgoingUrl } from './outgoing-url.ts'
import { readRedisConfig, type RedisConfig } from './redis-config.ts'
import { readTelemetryConfig, type TelemetryConfig } from './telemetry/telemetry-config.ts'
import { withSecretFiles } from './secret-files.ts'
import { type Variables, wholeNumber } from './whole-number.ts'

/** What the process runs on, read from the environment once. docs/configuration.md has the table of variables. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly http: HttpConfig
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

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(3000, 0, 65_535, 'Use 0 for any free port.'),
  LARDER_API_KEY: keyOrDigest.optional(),
  LARDER_ADMIN_KEY: keyOrDigest.optional(),
  LARDER_RATE_LIMIT: rateRuleText,
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
  AIRTABLE_API_KEY: headerToken.optional(),
  AIRTABLE_ENDPOINT_URL: outgoingUrl.optional(),
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

/** The variables that are read here, with their rules. */
export const MAIN_VARIABLES: Variables = environmentSchema.shape

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
  const set = Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1])
  const { given, problems: secretProblems } = withSecretFiles(Object.fromEntries(set))
  const { http, problems: httpProblems } = readHttpConfig(given)
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
        access: accessOf(data, file.keys),
        airtable: { apiKey: data.AIRTABLE_API_KEY, endpointUrl: data.AIRTABLE_ENDPOINT_URL },
        file,
      })
    : error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  const problems = [
    ...secretProblems,
    ...httpProblems,
    ...redisProblems,
    ...assistantProblems,
    ...telemetryProblems,
    ...fileProblems,
    ...others,
  ]
  if (!data || !assistant || !telemetry || !http || problems.length > 0) throw new ConfigError(problems)
  return { ...toConfig(data, redis, file), assistant, telemetry, http }
}

type Environment = z.infer<typeof environmentSchema>

const NO_FILE: ConfigFile = { keys: [], freshness: {}, webhooks: undefined, mirror: {}, book: undefined }

function toConfig(
  env: Environment,
  redis: RedisConfig | undefined,
  file: ConfigFile,
): Omit<Config, 'assistant' | 'telemetry' | 'http'> {
  return {
    host: env.HOST,
    port: env.PORT,
    access: accessOf(env, file.keys),
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
