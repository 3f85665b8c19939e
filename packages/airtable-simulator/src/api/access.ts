import { authenticationRequired, notPermitted, notPermittedOrNotFound } from './api-error.ts'
import type { Collaborator } from '../base/base-data.ts'

export type PermissionLevel = 'read' | 'comment' | 'edit' | 'create'

/** A token that is good, and for what. */
export interface TokenGrant {
  readonly token: string
  /** Several tokens of one user share the limit of 50 requests/s. Default: a user of its own limit. */
  readonly userId?: string | undefined
  readonly email?: string | undefined
  readonly name?: string | undefined
  /** Default: all. */
  readonly scopes?: readonly string[] | undefined
  /** Ids of the bases it may see. Default: all. */
  readonly bases?: readonly string[] | undefined
  /** Default `create`, the highest. */
  readonly permissionLevel?: PermissionLevel | undefined
  /** Tokens of one OAuth integration may make two webhooks per base. */
  readonly oauthIntegrationId?: string | undefined
}

export const ALL_SCOPES: readonly string[] = [
  'data.records:read',
  'data.records:write',
  'data.recordComments:read',
  'data.recordComments:write',
  'schema.bases:read',
  'schema.bases:write',
  'webhook:manage',
  'user.email:read',
]

const LEVELS: readonly PermissionLevel[] = ['read', 'comment', 'edit', 'create']

/** What the token of one request may do. */
export class Session {
  readonly #grant: TokenGrant

  constructor(grant: TokenGrant) {
    this.#grant = grant
  }

  get user(): Collaborator {
    const { userId = 'usrSimulated00001', email = 'user@example.com', name = 'Simulated User' } = this.#grant
    return { id: userId, email, name }
  }

  /** Whose 50 requests/s these are. */
  get limitedAs(): string {
    return this.#grant.userId ?? this.#grant.token
  }

  get oauthIntegrationId(): string | undefined {
    return this.#grant.oauthIntegrationId
  }

  get scopes(): readonly string[] {
    return this.#grant.scopes ?? ALL_SCOPES
  }

  get level(): PermissionLevel {
    return this.#grant.permissionLevel ?? 'create'
  }

  maySee(baseId: string): boolean {
    return this.#grant.bases?.includes(baseId) ?? true
  }

  /** Throws the 403 that says neither which scope is missing nor whether the model exists. */
  need(...scopes: readonly string[]): void {
    if (!scopes.every((scope) => this.scopes.includes(scope))) throw notPermittedOrNotFound()
  }

  /** Throws the 403 that says what is not permitted, such as "perform this operation". */
  needLevel(level: PermissionLevel, what: string = 'perform this operation'): void {
    if (LEVELS.indexOf(this.level) < LEVELS.indexOf(level)) throw notPermitted(what)
  }
}

/** Knows the tokens. */
export class Access {
  readonly #grants: ReadonlyMap<string, TokenGrant> | undefined

  /** `undefined`: any token is good, for everything. */
  constructor(tokens: readonly (string | TokenGrant)[] | undefined) {
    const grants = tokens?.map((given) => (typeof given === 'string' ? { token: given } : given))
    this.#grants = grants && new Map(grants.map((grant) => [grant.token, grant]))
  }

  /** Throws 401 when the token is missing, malformed or unknown: Airtable does not tell which. */
  session(authorization: string | undefined): Session {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
    const grant = token === undefined ? undefined : this.#grants ? this.#grants.get(token) : { token }
    if (!grant) throw authenticationRequired()
    return new Session(grant)
  }
}
