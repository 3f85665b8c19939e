import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { startModelSimulator } from '@larder/model-simulator'
import { BASE, request, withLarder } from '../larder-fixture.ts'
import { runProgram } from '../program-fixture.ts'
import { type Collector, type ReceivedSpan, startCollector } from './collector-fixture.ts'
import { parseOpenMetrics } from './open-metrics-fixture.ts'
import { readOtelConfig } from './otel-config.ts'
import { troubleOf } from './otel-trouble.ts'

const RECORD = `/v0/${BASE}/Mesas/recMesa0000000001`
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = 'b7ad6b7169203331'

const sendTo = ({ url }: Collector) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
})

/** The chain of names from a span up to the one that began it all here. */
function chainOf(span: ReceivedSpan | undefined, spans: readonly ReceivedSpan[]): readonly string[] {
  if (!span) return []
  return [
    span.name,
    ...chainOf(
      spans.find(({ spanId }) => spanId === span.parentSpanId),
      spans,
    ),
  ]
}

test('a request is one trace, through two Larders, and nothing of keys or values is in it', async () => {
  await using collector = await startCollector()
  const env = sendTo(collector)
  await withLarder({ env }, async (behind) => {
    // The second answers for Airtable: its spans hang below the request that the first one sent.
    await withLarder({ env: { ...env, AIRTABLE_ENDPOINT_URL: behind.url } }, async ({ url }) => {
      const headers = { traceparent: `00-${TRACE}-${PARENT}-01`, authorization: 'Bearer patTest' }
      expect((await fetch(url + RECORD, { headers })).status).toBe(200)
    })
  })

  const spans = collector.spans()
  const ofTrace = spans.filter(({ traceId }) => traceId === TRACE)
  const route = 'GET /v0/{base}/{table}/{record}'
  const last = ofTrace.findLast(({ name }) => name === 'GET airtable')
  const step = ['GET airtable', 'cache.load', 'cache.read', route]
  expect(ofTrace.filter(({ name }) => name === route).map(({ parentSpanId }) => parentSpanId)).toContain(
    PARENT,
  )
  const chains = ofTrace.map((span) => chainOf(span, ofTrace).join(' < '))
  expect(chains).toContain([...step, ...step].join(' < '))
  expect(last?.kind).toBe(3)
  expect(ofTrace.find(({ name }) => name === route)).toMatchObject({
    kind: 2,
    service: 'larder',
    attributes: { 'http.route': '/v0/{base}/{table}/{record}', 'http.response.status_code': 200 },
  })
  expect(
    ofTrace.filter(({ name }) => name === 'cache.read').map(({ attributes }) => attributes),
  ).toContainEqual({
    'larder.cache.family': 'airtable',
    'larder.cache.result': 'load',
    'larder.cache.tier': 'source',
  })
  const told = collector.posts.map(({ bytes }) => bytes.toString()).join('\n')
  for (const secret of ['recMesa', 'Mesas', 'patTest', 'Mesa 1'])
    expect([secret, told.includes(secret)]).toEqual([secret, false])
})

test('a hit tells its tier, and a failure its kind alone', async () => {
  await using collector = await startCollector()
  await withLarder({ env: sendTo(collector) }, async ({ get }) => {
    await get(RECORD)
    await get(RECORD)
    await get(`/v0/${BASE}/Secreta`)
  })

  const spans = collector.spans()
  const reads = spans.filter(({ name }) => name === 'cache.read').map(({ attributes }) => attributes)
  expect(reads).toContainEqual({
    'larder.cache.family': 'airtable',
    'larder.cache.result': 'hit',
    'larder.cache.tier': 'l1',
  })
  const failed = spans.filter(({ name, status }) => name === 'GET airtable' && status === 2)
  expect(
    failed.map(({ attributes }) => [attributes['error.type'], attributes['larder.upstream.outcome']]),
  ).toEqual([['AirtableError', '4xx']])
  expect(collector.posts.map(({ bytes }) => bytes.toString()).join()).not.toContain('Secreta')
})

test('models are told by provider, model and tokens, and not what was said', async () => {
  await using collector = await startCollector()
  const models = await startModelSimulator({
    quirks: { '/openai': 'openai' },
    apiKeys: { openai: ['sk-openai'] },
  })
  const env = {
    ...sendTo(collector),
    AIRTABLE_API_KEY: '',
    AIRTABLE_ENDPOINT_URL: '',
    AIRTABLE_BASE_IDS: '',
    OPENAI_API_KEY: 'sk-openai',
    OPENAI_BASE_URL: models.baseUrl('openai'),
    ASSISTANT_MODELS: 'openai:gpt-6-luna',
  }
  await withLarder({ env }, async ({ send }) => {
    await send('POST', '/assistant/messages', {
      message: 'Soy Nekane Otxoa, 600123456: mesa para 4 el viernes',
    })
  })
  await models.close()

  const span = collector.spans().find(({ name }) => name === 'chat router')
  expect(span?.attributes).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'larder.agent': 'router',
  })
  expect(Number(span?.attributes['gen_ai.usage.input_tokens'])).toBeGreaterThan(0)
  const told = collector.posts.map(({ bytes }) => bytes.toString()).join('\n')
  expect(told).not.toMatch(/Nekane|Otxoa|600123456|viernes|sk-openai/)
})

test('metrics are sent under the names of /metrics, and slow requests there lead to their traces', async () => {
  await using collector = await startCollector()
  let exemplars: readonly (string | undefined)[] = []
  await withLarder(
    { env: { ...sendTo(collector), OTEL_METRIC_EXPORT_INTERVAL: '60000' } },
    async ({ get, url }) => {
      await get(RECORD)
      const response = await fetch(`${url}/metrics`, { headers: { accept: 'application/openmetrics-text' } })
      const durations = parseOpenMetrics(await response.text()).get('larder_http_request_duration_seconds')
      exemplars = durations?.samples.map(({ exemplar }) => exemplar?.labels['trace_id']) ?? []
    },
  )

  const traceIds = collector
    .spans()
    .filter(({ kind }) => kind === 2)
    .map(({ traceId }) => traceId)
  expect(traceIds).toContain(exemplars.find((traceId) => traceId !== undefined))
  expect(collector.metricNames()).toEqual(
    expect.arrayContaining([
      'larder_cache_reads',
      'larder_memory_bytes',
      'larder_http_request_duration_seconds',
    ]),
  )
})

test('metrics of two processes are told apart', async () => {
  await using collector = await startCollector()
  const env = sendTo(collector)
  await withLarder({ env }, () => withLarder({ env }, async () => {}))

  const resources = collector.metricResources()
  const instances = new Set(resources.map((resource) => resource['service.instance.id']))
  expect(resources.map((resource) => resource['service.name'])).toEqual(['larder', 'larder'])
  expect(instances.size).toBe(2)
  expect(instances).not.toContain(undefined)
})

test("a name, attributes and headers of the operator's own arrive", async () => {
  await using collector = await startCollector()
  vi.stubEnv('OTEL_SERVICE_NAME', 'larder-terraza')
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=test,service.instance.id=one')
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'authorization=Bearer%20of-the-collector')
  await withLarder({ env: sendTo(collector) }, ({ get }) => get(RECORD).then(() => {})).finally(() =>
    vi.unstubAllEnvs(),
  )

  expect(new Set(collector.spans().map(({ service }) => service))).toEqual(new Set(['larder-terraza']))
  expect(collector.metricResources()).toEqual([
    expect.objectContaining({
      'service.name': 'larder-terraza',
      'service.instance.id': 'one',
      'deployment.environment.name': 'test',
    }),
  ])
  const posts = collector.posts.map(({ path, authorization }) => `${path} ${authorization}`)
  expect(new Set(posts)).toEqual(
    new Set(['/v1/traces Bearer of-the-collector', '/v1/metrics Bearer of-the-collector']),
  )
})

test('protobuf is what is sent unless told otherwise', async () => {
  await using collector = await startCollector()
  await withLarder({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } }, ({ get }) =>
    get(RECORD).then(() => {}),
  )

  for (const path of ['/v1/traces', '/v1/metrics']) {
    const post = collector.posts.find((one) => one.path === path)
    expect(post?.contentType).toBe('application/x-protobuf')
    expect(post?.bytes.includes(path === '/v1/traces' ? 'cache.read' : 'larder_cache_reads')).toBe(true)
  }
})

test('a collector that is away holds up neither answers nor the end', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' }
  await withLarder({ env }, async ({ url, server }) => {
    expect((await request(url, 'GET', RECORD)).status).toBe(200)
    const startedAt = performance.now()
    await server.close(100)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })
})

test(
  'OpenTelemetry is not loaded unless a variable asks for it, and then it is',
  { timeout: 60_000 },
  async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'larder-loads-'))
    const hook = join(folder.path, 'hook.mjs')
    writeFileSync(
      hook,
      `import { registerHooks } from 'node:module'
     registerHooks({ resolve(name, context, next) {
       if (/^@(opentelemetry|prometheus-io)/.test(name)) process.stderr.write('loads ' + name + '\\n')
       return next(name, context)
     } })`,
    )
    const started = async (env: Readonly<Record<string, string>>) => {
      const program = runProgram({ PORT: '0', NODE_OPTIONS: `--import=${hook}`, ...env })
      await fetch((await program.url()) + RECORD)
      program.kill('SIGTERM')
      expect(await program.exit).toBe(0)
      return program.output()
    }

    expect(await started({})).not.toContain('loads')
    expect(await started({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })).toContain(
      'loads @opentelemetry/sdk-trace',
    )
  },
)

test('the usual variables say what is sent where', () => {
  expect(readOtelConfig({}).otel).toBeUndefined()
  expect(readOtelConfig({ OTEL_TRACES_EXPORTER: 'none', OTEL_SERVICE_NAME: 'x' }).otel).toBeUndefined()
  const off = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_SDK_DISABLED: 'true' }
  expect(readOtelConfig(off)).toEqual({ warnings: [] })
  expect(readOtelConfig({ OTEL_TRACES_EXPORTER: 'otlp' }).otel).toEqual({
    traces: {
      url: 'http://localhost:4318/v1/traces',
      protocol: 'http/protobuf',
      sampler: { ratio: 1, followsParent: true },
    },
    metrics: undefined,
  })
  expect(
    readOtelConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com/otlp/',
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://metrics.example.com/push',
      OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'http/json',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
      OTEL_METRIC_EXPORT_INTERVAL: '15000',
    }).otel,
  ).toEqual({
    traces: {
      url: 'https://collector.example.com/otlp/v1/traces',
      protocol: 'http/protobuf',
      sampler: { ratio: 0.1, followsParent: false },
    },
    metrics: { url: 'https://metrics.example.com/push', protocol: 'http/json', everyMs: 15_000 },
  })
})

describe('what cannot be used is ignored with a warning, as the specification of OpenTelemetry says', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' }
  const { otel: usual } = readOtelConfig(endpoint)

  test.each([
    [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER is ignored: it must be one of otlp, none.'],
    [
      { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      'OTEL_EXPORTER_OTLP_PROTOCOL is ignored: it must be one of http/protobuf, http/json.',
    ],
    [
      { OTEL_TRACES_SAMPLER_ARG: '2' },
      'OTEL_TRACES_SAMPLER_ARG is ignored: it must be a number from 0 to 1.',
    ],
    [
      { OTEL_METRIC_EXPORT_INTERVAL: 'often' },
      'OTEL_METRIC_EXPORT_INTERVAL is ignored: it must be a whole number from 100 to 86400000. It is a time in milliseconds.',
    ],
  ])('%j', (environment, warning) => {
    expect(readOtelConfig({ ...endpoint, ...environment })).toEqual({ otel: usual, warnings: [warning] })
  })

  test('without an endpoint that can be used it is off', () => {
    const { otel, warnings } = readOtelConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' })

    expect(otel).toBeUndefined()
    expect(warnings).toEqual([expect.stringMatching(/OTEL_EXPORTER_OTLP_ENDPOINT .* http or https URL/)])
  })

  test('capitals make no difference', () => {
    expect(readOtelConfig({ ...endpoint, OTEL_TRACES_SAMPLER: 'ParentBased_Always_On' })).toEqual({
      otel: usual,
      warnings: [],
    })
  })

  test('it serves, and the log tells', async () => {
    const program = runProgram({ PORT: '0', LOG_LEVEL: 'warn', OTEL_TRACES_EXPORTER: 'zipkin' })

    expect((await fetch(`${await program.url()}/livez`)).status).toBe(200)
    expect(program.output()).toContain('OTEL_TRACES_EXPORTER is ignored')
    program.kill('SIGTERM')
    expect(await program.exit).toBe(0)
  })
})

test.each([
  ['{"stack":"Error: no\\n at x","message":"no","code":"ECONNREFUSED","name":"Error"}', 'ECONNREFUSED: no'],
  ['{"message":"","name":"AggregateError"}', 'AggregateError'],
  ['metrics export failed', 'metrics export failed'],
])('trouble is told in a word: %s', (told, reason) => {
  expect(troubleOf(told)).toBe(reason)
})
