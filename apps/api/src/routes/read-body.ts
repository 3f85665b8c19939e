import { CacheError } from '@larder/cache-core'
import { refusal } from './airtable-answers.ts'
import { shapeOf } from './json-shape.ts'

/** Largest request body taken, in bytes; ten records of long texts stay far below. */
const MAX_BODY_BYTES = 4 * 2 ** 20
/** A larger one is read to here and dropped, as the server does with what nobody reads: else its connection is of no more use. */
const MAX_DROPPED_BYTES = 64 * 2 ** 20

/** Deepest JSON taken, in objects and arrays within each other; a record is five of them deep. */
const MAX_DEPTH = 100
/** Most values taken; ten records with all the fields that a table may have are 5,000. */
const MAX_VALUES = 100_000

/** Rejects with Airtable's own refusal when the body is too large, or no JSON. */
export async function readJson(request: Request): Promise<unknown> {
  return parsed(await readWithin(request))
}

/** The same for requests that may come without a body, such as the one that refreshes a webhook: `undefined` then. */
export async function readJsonIfAny(request: Request): Promise<unknown> {
  const bytes = await readWithin(request)
  return bytes.length === 0 ? undefined : parsed(bytes)
}

async function readWithin(request: Request): Promise<Buffer> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  const bytes = declared > MAX_BODY_BYTES ? undefined : await readBytes(request)
  if (bytes === undefined)
    throw refusal(413, 'REQUEST_TOO_LARGE', `Request body is larger than ${MAX_BODY_BYTES} bytes`)
  return bytes
}

/** Held against the limits before it is parsed, which of brackets alone would hold up everybody for seconds. */
function parsed(bytes: Buffer): unknown {
  const { depth, values } = shapeOf(bytes)
  if (depth > MAX_DEPTH)
    throw refusal(400, 'INVALID_REQUEST_BODY', `Request body is nested deeper than ${MAX_DEPTH} levels`)
  if (values > MAX_VALUES)
    throw refusal(413, 'REQUEST_TOO_LARGE', `Request body has more than ${MAX_VALUES} values`)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw refusal(400, 'INVALID_REQUEST_BODY', 'Could not parse request body')
  }
}

/** `undefined` when there is more than may be taken, however much was declared. */
async function readBytes(request: Request): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length
      if (size > MAX_DROPPED_BYTES) break
      if (size <= MAX_BODY_BYTES) chunks.push(chunk)
      else chunks.length = 0
    }
  } catch (error) {
    throw new CacheError('ABORTED', 'The caller has gone.', { cause: error })
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks)
}
