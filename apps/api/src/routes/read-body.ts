import { refusal } from './airtable-answers.ts'

/** Largest request body taken, in bytes; ten records of long texts stay far below. */
const MAX_BODY_BYTES = 4 * 2 ** 20

/** Deepest JSON taken, in objects and arrays within each other; a record is five of them deep. */
const MAX_DEPTH = 100

/** Rejects with Airtable's own refusal when the body is too large, or no JSON. */
export async function readJson(request: Request): Promise<unknown> {
  return parsed(await readWithin(request))
}

/** The same for requests that may come without a body, such as the one that refreshes a webhook: `undefined` then. */
export async function readJsonIfAny(request: Request): Promise<unknown> {
  const text = await readWithin(request)
  return text === '' ? undefined : parsed(text)
}

async function readWithin(request: Request): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  const text = declared > MAX_BODY_BYTES ? undefined : await readText(request)
  if (text === undefined)
    throw refusal(413, 'REQUEST_TOO_LARGE', `Request body is larger than ${MAX_BODY_BYTES} bytes`)
  return text
}

function parsed(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refusal(400, 'INVALID_REQUEST_BODY', 'Could not parse request body')
  }
  if (isDeeperThan(MAX_DEPTH, value))
    throw refusal(400, 'INVALID_REQUEST_BODY', `Request body is nested deeper than ${MAX_DEPTH} levels`)
  return value
}

/** Level by level, since what is to be found out is whether anything may go into it by recursion. */
function isDeeperThan(levels: number, value: unknown): boolean {
  let level: readonly object[] = [value].filter(isObject)
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= levels) return true
    level = level.flatMap((one) => Object.values(one).filter(isObject))
  }
  return false
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
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
