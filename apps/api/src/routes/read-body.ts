import { refusal } from './airtable-answers.ts'

/** Largest request body taken, in bytes; ten records of long texts stay far below. */
const MAX_BODY_BYTES = 4 * 2 ** 20

/** Rejects with Airtable's own refusal when the body is too large, or no JSON. */
export async function readJson(request: Request): Promise<unknown> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  const text = declared > MAX_BODY_BYTES ? undefined : await readText(request)
  if (text === undefined)
    throw refusal(413, 'REQUEST_TOO_LARGE', `Request body is larger than ${MAX_BODY_BYTES} bytes`)
  try {
    return JSON.parse(text)
  } catch {
    throw refusal(400, 'INVALID_REQUEST_BODY', 'Could not parse request body')
  }
}

/** `undefined` when there is more than may be taken, however much was declared. */
async function readText(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
