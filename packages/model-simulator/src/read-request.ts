import { type ChatBody, isObject } from './chat-body.ts'
import type { IncomingMessage } from 'node:http'

export interface ReceivedRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly bodyText: string
  /** `undefined` where the body is no JSON object. */
  readonly body: ChatBody | undefined
}

/** Reads a request to its end, or as far as it came before the client broke off. */
export async function readRequest(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  } catch {
    // What was sent has left the client all the same: the journal is to know.
  }
  const bodyText = Buffer.concat(chunks).toString('utf8')
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const,
  )
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    bodyText,
    body: parsed(bodyText),
  }
}

function parsed(text: string): ChatBody | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
