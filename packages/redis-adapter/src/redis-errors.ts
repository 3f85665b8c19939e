import { CacheError, StoreError } from '@larder/cache-core'
import { ForeignReply } from './foreign-reply.ts'
import { redirectionOf } from './redirection.ts'

/** The first word of a Redis error reply, and what it says about the server. Section by section of the error classes. */
const REPLIES: Readonly<
  Record<string, { readonly scope: 'all' | 'writes' | 'none'; readonly meaning: string }>
> = {
  LOADING: { scope: 'all', meaning: 'is loading its data set' },
  MASTERDOWN: { scope: 'all', meaning: 'is a replica that has lost its master' },
  CLUSTERDOWN: { scope: 'all', meaning: 'belongs to a cluster that is down' },
  BUSY: { scope: 'all', meaning: 'is busy running a script' },
  OOM: { scope: 'writes', meaning: 'has reached its maxmemory and cannot evict' },
  MISCONF: { scope: 'writes', meaning: 'refuses writes because it cannot save to disk' },
  READONLY: { scope: 'writes', meaning: 'is a read-only replica: its URL must lead to the master' },
  NOREPLICAS: { scope: 'writes', meaning: 'refuses writes because too few replicas follow' },
  WRONGTYPE: { scope: 'none', meaning: 'holds another type under the key' },
}

const MISCONFIGURED: Readonly<Record<string, string>> = {
  NOPERM: 'does not allow a command or key to this user: extend its ACL',
  WRONGPASS: 'refuses the user name or password: correct REDIS_URL',
  NOAUTH: 'wants a password: add one to REDIS_URL',
  CROSSSLOT: 'is a node of a cluster: write redis+cluster:// in its URL',
  NOPROTO: 'does not speak a protocol version that the client knows',
}

/**
 * Translates whatever ioredis rejects with, once. The result carries neither the command nor its arguments nor the
 * original error, which may hold passwords and cached values; only the reply's first word is kept. `wasUnderWay`: it
 * is the end of a command that was sent.
 */
export function toStoreError(
  error: unknown,
  where: string,
  { wasUnderWay = false }: { readonly wasUnderWay?: boolean } = {},
): CacheError {
  if (error instanceof CacheError) return error
  if (error instanceof ForeignReply)
    return new StoreError(
      'STORE_UNAVAILABLE',
      'all',
      `Redis at ${where} answered with what was meant for another command: the connection was given up.`,
      { retryable: true, wasUnderWay },
    )
  const text = textOf(error)
  const word = /^-?([A-Z]{3,})\b/.exec(text)?.[1] ?? ''
  const misconfigured = MISCONFIGURED[word]
  if (misconfigured !== undefined) {
    const scope = word === 'NOPERM' || word === 'CROSSSLOT' ? 'none' : 'all'
    return new StoreError('STORE_MISCONFIGURED', scope, `Redis at ${where} ${misconfigured} (${word}).`)
  }
  const redirection = redirectionOf(text, where)
  if (redirection) return redirection
  const reply = REPLIES[word]
  if (reply)
    return new StoreError('STORE_REJECTED', reply.scope, `Redis at ${where} ${reply.meaning} (${word}).`, {
      retryable: true,
    })
  if (isTimeout(text))
    return new StoreError('DEADLINE_EXCEEDED', 'all', `Redis at ${where} did not answer in time.`, {
      retryable: true,
    })
  // A reply as well, but to nothing that was asked: the server closes the connection with it.
  if (text.includes('max number of clients reached'))
    return new StoreError('STORE_UNAVAILABLE', 'all', `Redis at ${where} has reached its maxclients.`, {
      retryable: true,
    })
  if (isReply(error))
    return new StoreError(
      'STORE_REJECTED',
      'none',
      `Redis at ${where} rejected a command${word ? ` (${word})` : ''}.`,
    )
  return new StoreError(
    'STORE_UNAVAILABLE',
    'all',
    `Redis at ${where} cannot be reached${systemCode(error)}.`,
    { retryable: true, wasUnderWay },
  )
}

/** Whether trying again soon is useless: somebody has to change the configuration first. */
export function isLoginRefused(error: unknown): boolean {
  if (error instanceof CacheError) return error.code === 'STORE_MISCONFIGURED'
  return error instanceof Error && /^-?(WRONGPASS|NOAUTH|NOPERM)\b/.test(error.message)
}

/** Whether the server refused a write since it is a replica. */
export function isReadOnlyReply(error: unknown): boolean {
  return /^-?READONLY\b/.test(textOf(error))
}

/** What Redis 6 says of a script that met an error begins with where that was. */
const SCRIPT_FAILED = /^-?ERR Error running script \(call to \w+\): (?:@user_script: ?\d+: )+/

function textOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(SCRIPT_FAILED, '') : ''
}

function isTimeout(text: string): boolean {
  return text === 'Command timed out' || text.startsWith('Socket timeout') || text === 'connect ETIMEDOUT'
}

function isReply(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError'
}

function systemCode(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? ` (${code})` : ''
}
