import { createHmac } from 'node:crypto'
import type { ChatRequest } from '@larder/assistant'
import { buildKey } from '@larder/cache-core'
import { canonicalJson } from './canonical-json.ts'

export interface KeyOptions {
  /** Without it nobody can test keys against messages that they guess. */
  readonly secret: string
  readonly provider: string
  /** As it is asked for. */
  readonly model: string
  /** Whether answers are for all tenants: only where neither instructions nor messages hold anything of one. */
  readonly isShared: boolean
}

/** Keys of answers begin with this. */
export const COMPLETION_PREFIX = 'completion'

/** Changes with what is in the key or in the value: older entries are not found any more. */
const VERSION = 1
/** No tenant: names of tenants are encoded, and none of them can be this. */
const EVERYBODY = '+all'

/**
 * Where an answer is kept: HMAC-SHA256 over everything that makes it what it is. Not in it: the key of the API, signal,
 * deadlines, retries, and whether it is streamed. A tenant's answers have one prefix: `completion:<tenant>:`.
 */
export function completionKey(
  request: ChatRequest,
  { secret, provider, model, isShared }: KeyOptions,
): string {
  const { agent, system, messages, schema, effort, maxTokens, temperature, promptVersion, variant } = request
  const tenant = isShared ? EVERYBODY : tenantPart(request.tenant)
  const content = canonicalJson({
    version: VERSION,
    tenant,
    provider,
    model,
    agent,
    effort,
    temperature,
    maxTokens,
    schema: schema && { name: schema.name, jsonSchema: schema.jsonSchema },
    promptVersion,
    variant: variant ?? 0,
    system,
    messages: messages.map(({ role, content }) => ({ role, content })),
  })
  const mac = createHmac('sha256', secret).update(content).digest('base64url')
  return buildKey(COMPLETION_PREFIX, tenant, agent, mac)
}

/** The prefix of a tenant's own answers, for `deleteByPrefix`. */
export function completionPrefix(tenant: string): string {
  return `${buildKey(COMPLETION_PREFIX, tenantPart(tenant))}:`
}

/** No tenant can be called what all are called. */
function tenantPart(tenant: string): string {
  return `=${tenant}`
}
