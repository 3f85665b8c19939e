import { type AirtableRequest, AttemptLedger, listQueryFromBody } from '@larder/airtable-adapter'
import type { AirtablePath } from './airtable-path.ts'
import { type Caller, mayDo, mayDoAll, type Scope } from '../access/caller.ts'
import { cachedAnswer, errorAnswer, jsonAnswer, refusal } from './airtable-answers.ts'
import type { CreateOnce } from '../create-once.ts'
import { headersOfForwarded } from './cache-status.ts'
import { NOT_FOUND } from './airtable-bodies.ts'
import { readJson, readJsonIfAny } from './read-body.ts'
import { type RequestTarget, targetOf } from './request-target.ts'
import { airtableTemplate } from '../telemetry/note-routes.ts'
import { noteRoute } from '../telemetry/request-context.ts'
import { whatCallerMaySee } from './caller-identity.ts'

type Method = AirtableRequest['method']

type RecordsPath = Extract<AirtablePath, { kind: 'records' }>

/** One request, taken apart. */
interface Asked {
  readonly request: Request
  readonly method: Method
  readonly target: RequestTarget
  readonly query: URLSearchParams
  readonly caller: Caller
  readonly createOnce: CreateOnce
}

/**
 * The Airtable-compatible endpoint: lists and records through the cache, writes through to Airtable. Takes the whole
 * request because Airtable's paths are matched undecoded and clients spell them in several ways.
 */
export async function answerAirtableRequest(
  request: Request,
  caller: Caller,
  createOnce: CreateOnce,
): Promise<Response> {
  try {
    return await answer(request, caller, createOnce)
  } catch (error) {
    return errorAnswer(error)
  }
}

async function answer(request: Request, caller: Caller, createOnce: CreateOnce): Promise<Response> {
  const target = targetOf(request.url)
  const { path, query } = target
  noteRoute(airtableTemplate(path))
  const { method } = request
  if (!path || !isMethod(method)) return jsonAnswer(404, NOT_FOUND)
  const asked = { request, method, target, query, caller, createOnce }
  switch (path.kind) {
    case 'records':
      return answerRecords(asked, path)
    case 'meta':
      return answerMeta(asked, path)
    case 'webhooks':
      demand(caller, path.base, 'manage')
      return passOn(asked, 'bases', path.segments)
    case 'comments':
      demand(caller, path.base, method === 'GET' ? 'read' : 'write')
      return passOn(asked, path.base, path.segments)
  }
}

async function answerRecords(asked: Asked, path: RecordsPath): Promise<Response> {
  const { base, table, recordId } = path
  const { request, method, target, query, caller } = asked
  const { records, consistency } = caller
  const read = { signal: request.signal, consistency }
  const isPostedList = method === 'POST' && recordId === 'listRecords'
  if (method !== 'GET' && !isPostedList) return write(asked, path)
  demand(caller, base, 'read')
  if (isPostedList) {
    const body = await readJson(request)
    return cachedAnswer(request, await records.listPage(base, table, listQueryFromBody(body, query), read))
  }
  if (recordId !== undefined)
    return cachedAnswer(request, await records.record(base, table, recordId, query, read))
  return cachedAnswer(request, await records.listPage(base, table, target.list, read))
}

async function write(asked: Asked, { base, table, recordId }: RecordsPath): Promise<Response> {
  const { request, method, query, caller } = asked
  if (method === 'GET' || (method === 'POST' && recordId !== undefined)) return jsonAnswer(404, NOT_FOUND)
  demand(caller, base, 'write')
  const body = method === 'DELETE' ? undefined : await readJson(request)
  const idempotencyKey = method === 'POST' ? request.headers.get('idempotency-key') : null
  const attempts = new AttemptLedger()
  const write = { method, base, table, recordId, query, body, attempts }
  // Not the request's own signal: a write that was sent is seen through, and what it touched invalidated.
  const send = () => caller.records.write(write, new AbortController().signal)
  const forwarded = headersOfForwarded({ reason: 'method', status: 200 })
  if (idempotencyKey === null) return jsonAnswer(200, await send(), forwarded)
  const { answer: created, isReplayed } = await asked.createOnce.run({
    idempotencyKey,
    caller: caller.name,
    target: query.size === 0 ? [base, table] : [base, table, query.toString()],
    body,
    create: send,
    mayBeDone: (error) => attempts.mayHaveBeenApplied(error),
  })
  return jsonAnswer(200, created, isReplayed ? REPLAYED : forwarded)
}

const REPLAYED = { 'idempotent-replayed': 'true' }

async function answerMeta(
  asked: Asked,
  { base, segments }: Extract<AirtablePath, { kind: 'meta' }>,
): Promise<Response> {
  const { caller, method } = asked
  if (base !== undefined) demand(caller, base, method === 'GET' ? 'read' : 'manage')
  else if (!mayDoAll(caller)) return whatCallerMaySee(asked, segments, () => passOn(asked, 'meta', segments))
  return passOn(asked, 'meta', segments)
}

async function passOn(
  { request, method, query, caller }: Asked,
  base: string,
  segments: readonly string[],
): Promise<Response> {
  const isRead = method === 'GET'
  const body = isRead || method === 'DELETE' ? undefined : await readJsonIfAny(request)
  const signal = isRead ? request.signal : new AbortController().signal
  const answered = await caller.records.passOn({ method, base, segments, query, body }, signal)
  return jsonAnswer(200, answered, headersOfForwarded({ reason: isRead ? 'bypass' : 'method', status: 200 }))
}

/** Throws Airtable's refusal, which does not tell whether the base exists, unless the caller may do this in the base. */
function demand(caller: Caller, base: string, scope: Scope): void {
  if (mayDo(caller, base, scope)) return
  if (mayDo(caller, base, 'read'))
    throw refusal(403, 'INVALID_PERMISSIONS', 'You are not permitted to perform this operation')
  throw refusal(
    403,
    'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
    'Invalid permissions, or the requested model was not found. Check that both your user and your token have the required permissions, and that the model names and/or ids are correct.',
  )
}

function isMethod(method: string): method is Method {
  return ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].includes(method)
}
