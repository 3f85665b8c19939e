import type { ReadOptions, RecordCache } from '@larder/airtable-adapter'
import type { RateAllowance } from './rate-allowance.ts'

/** What may be done in a base; each includes the one before. `manage`: schema and webhooks. */
export const SCOPES = ['read', 'write', 'manage'] as const
export type Scope = (typeof SCOPES)[number]

/** Which bases a caller may use, and how; `*` stands for all that are not named. */
export type Grants = Readonly<Record<string, Scope>>

/** Who sent a request. */
export interface Caller {
  /** For logs and for what is kept per caller; never a secret. */
  readonly name: string
  readonly records: RecordCache
  readonly grants: Grants
  /** Whether statistics, health and the deletion of keys are open to it. */
  readonly isAdmin: boolean
  readonly consistency?: ReadOptions['consistency'] | undefined
  /** What it may still ask of this process; `undefined`: as often as it likes. */
  readonly allowance?: RateAllowance | undefined
}

/** Tells callers apart by their `Authorization` header. */
export interface Access {
  /** `undefined` when nobody known is behind it. Rejects when that cannot be found out now; at once where nobody has to be asked. */
  callerOf(authorization: string | undefined): Caller | undefined | Promise<Caller | undefined>
}

export function mayDo({ grants }: Caller, base: string, scope: Scope): boolean {
  const granted = grants[base] ?? grants['*']
  return granted !== undefined && SCOPES.indexOf(granted) >= SCOPES.indexOf(scope)
}

/** Whether nothing is kept from the caller. */
export function mayDoAll({ grants }: Caller): boolean {
  return Object.values(grants).every((scope) => scope === 'manage') && grants['*'] === 'manage'
}

/** What follows `Bearer`, if anything does. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
}
