import {
  type AirtableSource,
  AirtableWebhooks,
  type FollowState,
  type RecordCache,
  SharedWebhookState,
} from '@larder/airtable-adapter'
import { type Clock, mathRandom } from '@larder/cache-core'
import type { RedisSharedBackend } from '@larder/redis-adapter'
import type { Config } from './config.ts'
import { PING_PATH } from '@larder/api-contract'

export interface FollowedBasesOptions {
  readonly source: AirtableSource
  readonly records: RecordCache
  readonly shared: RedisSharedBackend | undefined
  readonly clock: Clock
}

/** In these states of its follower all changes of a base are told. */
const FOLLOWING: ReadonlySet<FollowState> = new Set(['following', 'alone'])

/** Whether all changes of the base are told just now. */
export function isFollowed(webhooks: AirtableWebhooks | undefined, base: string): boolean {
  const state = webhooks?.stateOf(base)
  return state !== undefined && FOLLOWING.has(state)
}

/** Follows the bases that are to be followed, from now on; `undefined` when there are none. */
export function followBases(
  { webhooks: wanted, cache }: Pick<Config, 'webhooks' | 'cache'>,
  { source, records, shared, clock }: FollowedBasesOptions,
): AirtableWebhooks | undefined {
  if (!wanted) return undefined
  const { bases, publicUrl, pollIntervalMs } = wanted
  const webhooks = new AirtableWebhooks({
    bases,
    source,
    receiver: records.invalidation,
    state: shared && new SharedWebhookState({ backend: shared, namespace: cache.namespace, clock }),
    notificationUrl: publicUrl === undefined ? undefined : (base) => `${publicUrl}${PING_PATH}/${base}`,
    pollIntervalMs,
    clock,
    random: mathRandom,
  })
  webhooks.start()
  return webhooks
}
