import { z } from 'zod'
import { type Variables, wholeNumber } from '../whole-number.ts'

/** Where OpenTelemetry sends what, by the variables that all its SDKs know. */
export interface OtelConfig {
  readonly traces: (OtlpTarget & { readonly sampler: SamplerConfig }) | undefined
  readonly metrics: (OtlpTarget & { readonly everyMs: number }) | undefined
}

export interface OtlpTarget {
  readonly url: string
  readonly protocol: Protocol
}

export interface SamplerConfig {
  /** Of a trace that begins here. */
  readonly ratio: number
  /** Whether a trace that began elsewhere is recorded if it is there. */
  readonly followsParent: boolean
}

const PROTOCOLS = ['http/protobuf', 'http/json'] as const
type Protocol = (typeof PROTOCOLS)[number]
const EXPORTERS = ['otlp', 'none'] as const
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

/** A collector on this machine, as OpenTelemetry has it. */
const DEFAULT_ENDPOINT = 'http://localhost:4318'

const oneOf = <const T extends readonly string[]>(all: T) =>
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(all, { error: `must be one of ${all.join(', ')}.` }))
const endpoint = z
  .string()
  .refine((text) => /^https?:\/\/[^/\s]+/.test(text) && URL.canParse(text), {
    message: `must be an http or https URL, for example ${DEFAULT_ENDPOINT}.`,
  })
  .optional()
const protocol = oneOf(PROTOCOLS).optional()
const exporter = oneOf(EXPORTERS).optional()

const schema = z.object({
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_METRICS_EXPORTER: exporter,
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(PROTOCOLS).default('http/protobuf'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol,
  OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: protocol,
  OTEL_TRACES_SAMPLER: oneOf(SAMPLERS).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .default('1')
    .refine(
      (text) => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 1,
      'must be a number from 0 to 1.',
    )
    .transform(Number),
  OTEL_METRIC_EXPORT_INTERVAL: wholeNumber(60_000, 100, 86_400_000, 'It is a time in milliseconds.'),
})

/** What the exporters read themselves, of all they send, of traces and of metrics. */
const READ_BY_EXPORTERS = [
  'HEADERS',
  'TIMEOUT',
  'COMPRESSION',
  'CERTIFICATE',
  'CLIENT_CERTIFICATE',
  'CLIENT_KEY',
].flatMap((name) => [
  `OTEL_EXPORTER_OTLP_${name}`,
  `OTEL_EXPORTER_OTLP_TRACES_${name}`,
  `OTEL_EXPORTER_OTLP_METRICS_${name}`,
])
const READ_BY_THE_SDK = ['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES', ...READ_BY_EXPORTERS]

/** The variables of OpenTelemetry that take effect, those that are read here with their rules. */
export const OTEL_VARIABLES: Variables = {
  ...schema.shape,
  ...Object.fromEntries(READ_BY_THE_SDK.map((name) => [name, z.string().optional()])),
}

type Environment = z.infer<typeof schema>

/**
 * Off unless an endpoint or an exporter is named. What cannot be used counts as not set, with a warning, as OpenTelemetry
 * wants it: these variables are often set for everything on a machine at once, and no service is to stay down for them. What
 * else they say, such as headers, OpenTelemetry's own packages read.
 */
export function readOtelConfig(given: Readonly<Record<string, string | undefined>>): {
  readonly otel?: OtelConfig | undefined
  readonly warnings: readonly string[]
} {
  if (given['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return { warnings: [] }
  const issues = schema.safeParse(given).error?.issues ?? []
  const unusable = issues.map(({ path }) => [String(path[0]), undefined])
  const env = schema.parse({ ...given, ...Object.fromEntries(unusable) })
  const warnings = issues.map(({ path, message }) => `${path.join('.')} is ignored: it ${message}`)
  const traces = targetOf(env, 'TRACES')
  const metrics = targetOf(env, 'METRICS')
  if (!traces && !metrics) return { warnings }
  return {
    otel: {
      traces: traces && { ...traces, sampler: samplerOf(env) },
      metrics: metrics && { ...metrics, everyMs: env.OTEL_METRIC_EXPORT_INTERVAL },
    },
    warnings,
  }
}

function targetOf(env: Environment, signal: 'TRACES' | 'METRICS'): OtlpTarget | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: common } = env
  const own = env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]
  const exporter = env[`OTEL_${signal}_EXPORTER`] ?? ((own ?? common) ? 'otlp' : 'none')
  if (exporter === 'none') return undefined
  const base = (common ?? DEFAULT_ENDPOINT).replace(/\/+$/, '')
  return {
    url: own ?? `${base}/v1/${signal.toLowerCase()}`,
    protocol: env[`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`] ?? env.OTEL_EXPORTER_OTLP_PROTOCOL,
  }
}

function samplerOf({
  OTEL_TRACES_SAMPLER: name,
  OTEL_TRACES_SAMPLER_ARG: ratio,
}: Environment): SamplerConfig {
  const followsParent = name.startsWith('parentbased_')
  if (name.endsWith('always_on')) return { ratio: 1, followsParent }
  if (name.endsWith('always_off')) return { ratio: 0, followsParent }
  return { ratio, followsParent }
}
