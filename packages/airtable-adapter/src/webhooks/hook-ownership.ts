import type { ListedWebhook } from './webhook-client.ts'

/** Tells the webhooks of processes apart that share nothing. */
const PROCESS = 'process'

/** The address that a process has its own webhook ping, when it shares no state with others. */
export function addressOfProcess(notificationUrl: string, process: string): string {
  const url = new URL(notificationUrl)
  url.searchParams.set(PROCESS, process)
  return url.href
}

/**
 * Whether a webhook was made by us for this address: `own`. `kin`: by a process that shares nothing with this one, which
 * may still live. Whatever pings elsewhere belongs to others.
 */
export function ownershipOf(
  { notificationUrl }: ListedWebhook,
  ourUrl: string | undefined,
): 'own' | 'kin' | 'foreign' {
  if (notificationUrl === undefined || ourUrl === undefined) return 'foreign'
  if (notificationUrl === ourUrl) return 'own'
  return withoutProcess(notificationUrl) === withoutProcess(ourUrl) ? 'kin' : 'foreign'
}

/** Whether it tells of all that happens in its base, and of nothing less. */
export function isOfWholeBase({ specification }: ListedWebhook): boolean {
  const filters = (specification as { options?: { filters?: Readonly<Record<string, unknown>> } } | undefined)
    ?.options?.filters
  if (typeof filters !== 'object' || filters === null) return false
  const { dataTypes, ...limits } = filters
  const types = new Set(Array.isArray(dataTypes) ? dataTypes : [])
  return types.size === 3 && Object.values(limits).every((limit) => limit === undefined || limit === null)
}

function withoutProcess(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  url.searchParams.delete(PROCESS)
  return url.href
}
