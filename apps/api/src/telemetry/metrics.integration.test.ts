import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256Of } from '../access/api-key.ts'
import { BASE, type LarderFixture, withLarder } from '../larder-fixture.ts'
import { alertRules, dashboardExpressions, dashboardVariables, fileAt } from './deployed-queries-fixture.ts'
import { withBusyLarder } from './metrics-world-fixture.ts'
import { type ParsedFamily, parseOpenMetrics } from './open-metrics-fixture.ts'
import { usedBy } from './promql-fixture.ts'

const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0'

type Families = ReadonlyMap<string, ParsedFamily>

async function metricsOf({ url }: Pick<LarderFixture, 'url'>): Promise<Families> {
  const response = await fetch(`${url}/metrics`, { headers: { accept: OPEN_METRICS } })
  expect(response.headers.get('content-type')).toBe(
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
  )
  return parseOpenMetrics(await response.text())
}

/** The one series of a family with these labels. */
function valueOf(families: Families, name: string, labels: Readonly<Record<string, string>> = {}): number {
  const family = families.get(name.replace(/_total$|_count$|_sum$/, ''))
  const found = (family?.samples ?? []).filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )
  expect(found.map((sample) => sample.labels)).toHaveLength(1)
  return found[0]?.value ?? NaN
}

test(
  'a busy Larder tells all that it counts, and dashboard and alerts ask for nothing else',
  { timeout: 60_000 },
  async () => {
    await withBusyLarder(async (larder) => {
      const families = await metricsOf(larder)

      const v = (name: string, labels?: Readonly<Record<string, string>>) => valueOf(families, name, labels)
      expect(
        v('larder_cache_reads_total', { operation: 'get', result: 'hit', tier: 'memory' }),
      ).toBeGreaterThan(0)
      expect(v('larder_cache_reads_total', { operation: 'get', result: 'miss' })).toBeGreaterThan(0)
      expect(v('larder_cache_loads_saved_total')).toBeGreaterThan(0)
      expect(v('larder_cache_errors_total', { operation: 'load', code: 'LOADER' })).toBeGreaterThan(0)
      expect(v('larder_cache_operation_duration_seconds_count', { operation: 'load' })).toBeGreaterThan(0)
      expect(v('larder_redis_status', { state: 'healthy' })).toBe(1)
      expect(v('larder_redis_breaker_state', { breaker: 'write', state: 'closed' })).toBe(1)
      expect(v('larder_redis_value_bytes_total', { direction: 'written', form: 'raw' })).toBeGreaterThan(
        v('larder_redis_value_bytes_total', { direction: 'written', form: 'stored' }),
      )
      expect(v('larder_cache_invalidations_total', { kind: 'tag' })).toBeGreaterThan(0)
      expect(v('larder_log_lag_seconds')).toBeLessThan(5)
      expect(v('larder_upstream_requests_total', { base: BASE, outcome: '5xx' })).toBeGreaterThan(0)
      expect(v('larder_upstream_requests_total', { base: 'other', outcome: '4xx' })).toBeGreaterThan(0)
      expect(v('larder_upstream_breaker_state', { base: BASE, state: 'closed' })).toBe(1)
      expect(v('larder_upstream_breaker_state', { base: 'other', state: 'closed' })).toBe(1)
      expect(v('larder_upstream_breaker_transitions_total', { base: BASE, to: 'open' })).toBe(0)
      expect(v('larder_budget_limit_requests', { base: BASE })).toBe(5)
      expect(v('larder_budget_limit_requests', { base: 'token' })).toBe(50)
      expect(v('larder_webhook_state', { base: BASE, state: 'following' })).toBe(1)
      expect(v('larder_mirror_records', { base: BASE, table: 'tblTurnos00000000' })).toBe(6)
      expect(v('larder_mirror_age_seconds', { base: BASE })).toBeLessThan(60)
      expect(
        v('larder_http_requests_total', {
          route: '/v0/{base}/{table}/{record}',
          method: 'PATCH',
          status: '2xx',
        }),
      ).toBe(1)
      expect(v('larder_http_requests_total', { route: 'other', status: '4xx' })).toBe(1)
      expect(v('larder_http_requests_total', { route: '/cache/keys', method: 'DELETE' })).toBe(1)
      expect(v('larder_assistant_turns_total', { agent: 'human' })).toBe(1)
      expect(v('larder_model_calls_total', { provider: 'openai', outcome: 'ok' })).toBeGreaterThan(0)
      expect(v('larder_model_tokens_total', { provider: 'openai', kind: 'output' })).toBeGreaterThan(0)
      expect(v('nodejs_heap_size_used_bytes')).toBeLessThan(v('larder_heap_limit_bytes'))
      assertBounded(families, larder)
      for (const [where, expression] of [
        ...dashboardExpressions(),
        ...dashboardVariables(),
        ...alertRules().map(({ alert, expr }) => [alert, expr] as const),
      ])
        expect([where, unknownIn(families, expression)]).toEqual([where, []])
      expect((await larder.get('/cache/stats')).body).toMatchObject({
        models: { by_provider: { openai: { errors: 0, tokens: { output: expect.any(Number) as number } } } },
      })
    })
  },
)

test('what an alert waits for is told before it happens: Prometheus sees no increase in a series that begins with it', async () => {
  const env = { OPENAI_API_KEY: 'sk-openai' }
  await withLarder({ env }, async (larder) => {
    const families = await metricsOf(larder)

    expect(valueOf(families, 'larder_upstream_requests_total', { base: BASE, outcome: '429' })).toBe(0)
    const heldBack = { event: 'held-back', provider: 'openai' }
    for (const code of ['AUTH', 'BILLING', 'MODEL_GONE'])
      expect(valueOf(families, 'larder_model_events_total', { ...heldBack, code })).toBe(0)
  })
})

/** Labels come from code and configuration: nothing that a caller sent is among them. */
function assertBounded(families: Families, { url }: LarderFixture): void {
  const values = [...families.values()].flatMap(({ samples }) =>
    samples.flatMap(({ labels }) => Object.values(labels)),
  )
  expect(values.length).toBeGreaterThan(500)
  const text = values.join('\n')
  for (const secret of [
    'patTest',
    'sk-openai',
    'recMesa',
    'appUnknown',
    'nowhere',
    'nobody',
    'Mesas',
    'Casa',
    new URL(url).port,
  ])
    expect({ secret, isTold: text.includes(secret) }).toEqual({ secret, isTold: false })
}

/** What an expression asks for that this server does not have: names of series, and labels of those. */
function unknownIn(families: Families, expression: string): readonly string[] {
  const samples = [...families.values()].flatMap((family) => family.samples)
  const { metrics } = usedBy(expression)
  return [...metrics].flatMap(([name, labels]) => {
    // Made by Prometheus itself.
    if (name === 'up') return []
    if (!families.has(name) && !families.has(name.replace(/_(?:total|bucket|sum|count)$/, ''))) return [name]
    const series = samples.filter((sample) => sample.name === name)
    const has = new Set(series.flatMap((sample) => Object.keys(sample.labels)))
    if (series.length === 0) {
      const later = HAS_NOT_HAPPENED.get(name)
      if (!later) return [`${name} without series`]
      for (const label of later) has.add(label)
    }
    return [...labels].filter((label) => !has.has(label)).map((label) => `${name}{${label}}`)
  })
}

/** What a healthy server has no series of, with the labels that they come with. */
const HAS_NOT_HAPPENED: ReadonlyMap<string, readonly string[]> = new Map([
  ['larder_redis_breaker_transitions_total', ['node', 'breaker', 'to']],
  ['larder_unreadable_entries_total', ['cause']],
  ['larder_webhook_lag_seconds', ['base']],
])

test('the breaker of a base is told of while it is open, and how often it was', async () => {
  await withLarder({}, async (larder) => {
    larder.simulator.faults.failAll('500')
    for (let asked = 0; asked < 3; asked++) await larder.get(`/v0/${BASE}/Mesas`)

    const families = await metricsOf(larder)

    const state = (name: string) =>
      valueOf(families, 'larder_upstream_breaker_state', { base: BASE, state: name })
    expect(state('open') + state('half-open')).toBe(1)
    expect(state('closed')).toBe(0)
    expect(
      valueOf(families, 'larder_upstream_breaker_transitions_total', { base: BASE, to: 'open' }),
    ).toBeGreaterThan(0)
    expect((await larder.get('/cache/stats')).body).toMatchObject({
      upstream: { circuit_breakers: [{ base: BASE, state: expect.stringMatching(/open/) as string }] },
    })
  })
})

test.each([
  ['an unknown series', 'rate(larder_made_up_total[5m])', 'larder_made_up_total'],
  ['an unknown label', 'sum by (made_up) (larder_memory_bytes)', 'larder_memory_bytes{made_up}'],
  ['a label to match that is unknown', 'larder_memory_bytes{made_up="1"}', 'larder_memory_bytes{made_up}'],
])('%s in an expression is found', async (_, expression, unknown) => {
  await withLarder({}, async (larder) => {
    const families = await metricsOf(larder)

    expect(unknownIn(families, 'larder_memory_bytes{instance="x"}')).toEqual([])
    expect(unknownIn(families, expression)).toEqual([unknown])
    expect(() => usedBy('rate(larder_memory_bytes[5m)')).toThrow(/No PromQL/)
  })
})

test('every alert says what it is about, how bad it is, and where to read what to do', () => {
  const headings = [...fileAt('docs/operations.md').matchAll(/^### (\w+)$/gm)].map(([, name]) => name)

  const rules = alertRules()

  expect(rules.length).toBeGreaterThan(10)
  for (const { alert, labels, annotations } of rules) {
    expect(labels.severity).toMatch(/^(?:critical|warning)$/)
    expect([annotations.summary, annotations.description].every((text) => text.length > 10)).toBe(true)
    expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`)
    expect(headings).toContain(alert)
  }
})

test(
  'every metric of our own is explained in docs/operations.md, and no other is',
  { timeout: 60_000 },
  async () => {
    await withLarder({}, async (larder) => {
      const told = [...(await metricsOf(larder)).values()]
        .map(({ name, type }) => (type === 'counter' ? `${name}_total` : name))
        .filter((name) => name.startsWith('larder_'))
      const explained = [...fileAt('docs/operations.md').matchAll(/^\| `(larder_\w+)/gm)].map(
        ([, name]) => name,
      )

      expect(new Set(explained)).toEqual(new Set(told))
      expect(explained).toHaveLength(told.length)
    })
  },
)

test('the older text format is for whoever does not ask for OpenMetrics, again and again', async () => {
  await withLarder({}, async ({ url, get }) => {
    await get('/livez')
    await metricsOf({ url })

    const response = await fetch(`${url}/metrics`)
    const text = await response.text()

    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(text).toContain(
      '# TYPE larder_http_requests_total counter\nlarder_http_requests_total{route="/livez",method="GET",status="2xx"} 1\n',
    )
    expect(text).not.toContain('# EOF')
  })
})

test('metrics take their own key, or an administrator, where keys are asked for', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'larder-keys-'))
  const path = join(folder.path, 'larder.json')
  const reader = { name: 'reader', sha256: sha256Of('reader-key-0123456789'), bases: { '*': 'manage' } }
  writeFileSync(path, JSON.stringify({ keys: [reader] }))
  const keys = { LARDER_API_KEY: 'admin-key-0123456789', METRICS_KEY: 'metrics-key-0123456789' }
  await withLarder({ env: { ...keys, LARDER_CONFIG: path } }, async ({ url }) => {
    const ask = async (path: string, key?: string) =>
      (await fetch(url + path, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }))
        .status

    expect(await ask('/metrics')).toBe(401)
    expect(await ask('/metrics', 'somebody-else-0123456789')).toBe(401)
    expect(await ask('/metrics', 'reader-key-0123456789')).toBe(403)
    expect(await ask('/metrics', keys.METRICS_KEY)).toBe(200)
    expect(await ask('/metrics', keys.LARDER_API_KEY)).toBe(200)
    for (const path of ['/cache/stats', `/v0/${BASE}/Mesas`])
      expect(await ask(path, keys.METRICS_KEY)).toBe(401)
  })
})

test('a short key opens no metrics, even if METRICS_KEY is its digest', async () => {
  await withLarder(
    { env: { METRICS_KEY: `sha256:${sha256Of('short')}`, LARDER_API_KEY: 'admin-key-0123456789' } },
    async ({ url }) => {
      const { status } = await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer short' } })

      expect(status).toBe(401)
    },
  )
})
