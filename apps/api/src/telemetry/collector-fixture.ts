import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as OTLP/JSON has it, as far as tests look at it. */
export interface ReceivedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly attributes: Readonly<Record<string, unknown>>
  readonly service: unknown
  /** 2: it failed. */
  readonly status: number | undefined
}

export interface ReceivedPost {
  readonly path: string
  readonly contentType: string | undefined
  readonly authorization: string | undefined
  readonly bytes: Buffer
}

export interface Collector extends AsyncDisposable {
  readonly url: string
  /** All that came, in order. */
  readonly posts: readonly ReceivedPost[]
  /** Of what came as JSON. */
  readonly spans: () => readonly ReceivedSpan[]
  readonly metricNames: () => readonly string[]
  /** Who sent metrics, by post. */
  readonly metricResources: () => readonly Readonly<Record<string, unknown>>[]
}

interface KeyValue {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

interface TracesBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] }
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, 'attributes' | 'service' | 'status'> & {
        readonly attributes: readonly KeyValue[]
        readonly status?: { readonly code?: number }
      })[]
    }[]
  }[]
}

interface MetricsBody {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] }
    readonly scopeMetrics: readonly { readonly metrics: readonly { readonly name: string }[] }[]
  }[]
}

/** What an OpenTelemetry collector is over OTLP/HTTP: it takes what is posted. */
export async function startCollector(): Promise<Collector> {
  const posts: ReceivedPost[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { 'content-type': contentType, authorization } = request.headers
      posts.push({ path: request.url ?? '', contentType, authorization, bytes: Buffer.concat(chunks) })
      response.writeHead(200, { 'content-type': contentType ?? '' })
      response.end(contentType === 'application/json' ? '{}' : '')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bodies = <T>(path: string) =>
    posts.filter((post) => post.path === path).map(({ bytes }) => JSON.parse(bytes.toString()) as T)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    spans: () => bodies<TracesBody>('/v1/traces').flatMap(spansOf),
    metricNames: () =>
      bodies<MetricsBody>('/v1/metrics').flatMap(({ resourceMetrics }) =>
        resourceMetrics.flatMap(({ scopeMetrics }) =>
          scopeMetrics.flatMap(({ metrics }) => metrics.map(({ name }) => name)),
        ),
      ),
    metricResources: () =>
      bodies<MetricsBody>('/v1/metrics').flatMap(({ resourceMetrics }) =>
        resourceMetrics.map(({ resource }) => attributesOf(resource.attributes)),
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function spansOf({ resourceSpans }: TracesBody): readonly ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, status, ...span }) => ({
        ...span,
        attributes: attributesOf(attributes),
        service: attributesOf(resource.attributes)['service.name'],
        status: status?.code,
      })),
    ),
  )
}

function attributesOf(list: readonly KeyValue[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]]))
}
