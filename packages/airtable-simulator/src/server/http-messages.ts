import { addressTooLong, type ApiError, bodyTooLarge } from '../api/api-error.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiRequest } from '../api/route.ts'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** From here on an address is refused: clients turn to POST listRecords before. */
const MAX_ADDRESS = 16_000

/** Throws 413 or 414. */
export async function readRequest(incoming: IncomingMessage, maxBodyBytes: number): Promise<ApiRequest> {
  const address = incoming.url ?? '/'
  const bodyText = await readBody(incoming, maxBodyBytes)
  if (address.length >= MAX_ADDRESS) throw addressTooLong()
  const [rawPath = '/', ...query] = address.split('?')
  return {
    method: incoming.method ?? 'GET',
    rawPath,
    query: new URLSearchParams(query.join('?')),
    authorization: incoming.headers.authorization,
    bodyText,
  }
}

/** Reads to the end even what is too large: a client that still writes does not see the answer. */
async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= maxBytes) chunks.push(chunk)
  }
  if (size > maxBytes) throw bodyTooLarge()
  return Buffer.concat(chunks).toString('utf8')
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'DELETE,GET,OPTIONS,PATCH,POST,PUT',
  'access-control-allow-headers':
    'authorization,content-length,content-type,user-agent,x-airtable-application-id,x-airtable-user-agent,x-api-version,x-requested-with',
}

/** What a browser asks before it asks. */
export function sendPreflight(response: ServerResponse): void {
  response.writeHead(200, CORS).end()
}

/** What is no part of the API: a file behind an attachment's URL. */
export function sendText(
  response: ServerResponse,
  { status, type, text }: { readonly status: number; readonly type: string; readonly text: string },
): void {
  response.writeHead(status, { ...CORS, 'content-type': type }).end(text)
}

export interface Answer {
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: Buffer
}

/** `acceptEncoding`: compresses when it names gzip; `undefined`: does not. */
export function jsonAnswer(value: unknown, acceptEncoding: string | undefined): Answer {
  const plain = Buffer.from(JSON.stringify(value))
  const headers = { ...CORS, 'content-type': 'application/json; charset=utf-8', vary: 'Accept-Encoding' }
  if (!acceptEncoding?.includes('gzip')) return { headers, body: plain }
  const body = gzipSync(plain, { level: 1 })
  return {
    headers: { ...headers, 'content-encoding': 'gzip', 'airtable-uncompressed-content-length': plain.length },
    body,
  }
}

export function errorAnswer({ body: error, headers }: ApiError): Answer {
  const isHtml = typeof error === 'string'
  const body = Buffer.from(isHtml ? error : JSON.stringify(error))
  const tag = createHash('sha1').update(body).digest('base64url').slice(0, 27)
  return {
    headers: {
      ...CORS,
      'content-type': isHtml ? 'text/html' : 'application/json; charset=utf-8',
      vary: 'Accept-Encoding',
      etag: `W/"${body.length.toString(16)}-${tag}"`,
      ...headers,
    },
    body,
  }
}

export function send(response: ServerResponse, status: number, { headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length })
  response.end(body)
}

/** Half of the answer, and then nothing more. */
export function sendCut(response: ServerResponse, status: number, { headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length })
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy())
}
