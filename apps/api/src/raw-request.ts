import { once } from 'node:events'
import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { gunzipSync } from 'node:zlib'

export interface RawRequest {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Parsed where it is JSON. */
  readonly body: unknown
}

/** Sends exactly this: fetch tidies up paths and adds headers. */
export async function rawRequest(
  url: string,
  asked: RawRequest,
  agent: Agent | false = false,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const { method = 'GET', path, headers = {}, body } = asked
  const asking = request({ hostname, port, method, path, headers, agent })
  asking.end(body)
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const isZipped = answer.headers['content-encoding'] === 'gzip'
  const text = (isZipped && bytes.length > 0 ? gunzipSync(bytes) : bytes).toString('utf8')
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
