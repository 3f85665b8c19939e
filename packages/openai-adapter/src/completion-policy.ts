import type { AgentName, ChatRequest } from '@larder/assistant'

/** How the answers to one agent are kept. */
export interface CompletionPolicy {
  /** How long an answer is fresh, in ms. */
  readonly ttlMs: number
  /** How long after that it is still given while another one is made behind it, in ms. Default 0. */
  readonly staleWhileRevalidateMs?: number | undefined
  /** How long after `ttlMs` it is given when no model answers, in ms. Default 0. */
  readonly staleIfErrorMs?: number | undefined
  /**
   * Whether tenants share answers. Only for an agent whose instructions and messages hold nothing of a tenant, neither
   * names nor data. Default false.
   */
  readonly isShared?: boolean | undefined
  /** Whether to keep what the model would say differently each time: while it thinks, or with a temperature. Default false. */
  readonly keepsVarying?: boolean | undefined
}

/** Agents without a policy are not cached. */
export type CompletionPolicies = Readonly<Partial<Record<AgentName, CompletionPolicy>>>

const DAY_MS = 86_400_000

/**
 * The router's answer names dates by words ("next friday"), so that it is right for days. What LogicAgent says depends on
 * the book of the moment: it has no policy.
 */
export const COMPLETION_POLICIES: CompletionPolicies = {
  router: { ttlMs: 7 * DAY_MS, staleWhileRevalidateMs: 7 * DAY_MS, staleIfErrorMs: 30 * DAY_MS },
  human: { ttlMs: DAY_MS, staleWhileRevalidateMs: DAY_MS, staleIfErrorMs: 7 * DAY_MS },
}

/** The policy that a request falls under; `undefined`: its answer is not kept. */
export function policyOf(policies: CompletionPolicies, request: ChatRequest): CompletionPolicy | undefined {
  const policy = policies[request.agent]
  const isSteady = request.effort === 'none' && (request.temperature ?? 0) === 0
  return policy && (isSteady || policy.keepsVarying) ? policy : undefined
}
