import { type Caller, mayDo } from '../access/caller.ts'
import { airtableTemplate } from '../telemetry/note-routes.ts'
import { noteRoute } from '../telemetry/request-context.ts'
import { cachedAnswer } from './airtable-answers.ts'
import { targetOf } from './request-target.ts'

/**
 * What memory has of a list or a record, in the same turn: the adapter for node writes such an answer at once, without the
 * promises and listeners that one to be waited for takes. `undefined` for everything else, callers that are not known yet
 * included, and for whatever goes wrong: the other way says what.
 */
export function answerFromMemory(
  request: Request,
  caller: Caller | Response | Promise<unknown>,
): Response | undefined {
  if (request.method !== 'GET' || caller instanceof Promise || caller instanceof Response) return undefined
  try {
    return answer(request, caller)
  } catch {
    return undefined
  }
}

function answer(request: Request, caller: Caller): Response | undefined {
  const target = targetOf(request.url)
  const { path, query } = target
  if (path?.kind !== 'records' || !mayDo(caller, path.base, 'read')) return undefined
  const { base, table, recordId } = path
  const { records, consistency } = caller
  const found =
    recordId === undefined
      ? records.listPageInMemory(base, table, target.list, { consistency })
      : records.recordInMemory(base, table, recordId, query, { consistency })
  if (!found) return undefined
  noteRoute(airtableTemplate(path))
  return cachedAnswer(request, found)
}
