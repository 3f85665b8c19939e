import { createHash } from 'node:crypto'
import { type Caller, mayDo, type Scope } from '../access/caller.ts'
import { jsonAnswer, refusal } from './airtable-answers.ts'

interface BaseList {
  readonly bases: readonly { readonly id: string }[]
}

/** Airtable's names for what each of our scopes lets a caller do. */
const SCOPES_OF: Readonly<Record<Scope, readonly string[]>> = {
  read: ['data.records:read', 'data.recordComments:read', 'schema.bases:read'],
  write: ['data.records:write', 'data.recordComments:write'],
  manage: ['schema.bases:write', 'webhook:manage'],
}

/**
 * What the metadata API tells of accounts and bases, for a caller that may not see all that Larder's own token may: who it
 * is to Larder, and of the bases those that it may read.
 */
export async function whatCallerMaySee(
  { caller, method }: { readonly caller: Caller; readonly method: string },
  segments: readonly string[],
  passOn: () => Promise<Response>,
): Promise<Response> {
  const [what, ...rest] = segments
  if (method === 'GET' && rest.length === 0 && what === 'whoami') return jsonAnswer(200, identityOf(caller))
  if (method === 'GET' && rest.length === 0 && what === 'bases') {
    const list = (await (await passOn()).json()) as BaseList
    return jsonAnswer(200, { ...list, bases: list.bases.filter(({ id }) => mayDo(caller, id, 'read')) })
  }
  throw refusal(403, 'INVALID_PERMISSIONS', 'You are not permitted to perform this operation')
}

function identityOf({ name, grants }: Caller): unknown {
  const granted = new Set(Object.values(grants))
  const has = (scope: Scope): boolean =>
    granted.has('manage') || (scope !== 'manage' && granted.has('write')) || granted.has(scope)
  const scopes = (['read', 'write', 'manage'] as const).filter(has).flatMap((scope) => SCOPES_OF[scope])
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 14)
  return { id: `usr${digest}`, scopes }
}
