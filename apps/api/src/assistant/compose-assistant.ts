import { randomBytes } from 'node:crypto'
import { createAssistant, type ReservationBook } from '@larder/assistant'
import { type Cache, type Clock, type IdempotencyStore, mathRandom } from '@larder/cache-core'
import type { TableTalk } from '../routes/assistant-routes.ts'
import type { AssistantConfig } from './assistant-config.ts'
import { composeModels } from './compose-models.ts'
import { DEMO_PAGE } from './demo-page.ts'

export interface ComposeAssistantOptions {
  readonly book: ReservationBook
  /** Whose book it is. */
  readonly base: string
  readonly cache: Cache
  /** Shared by all processes, where they share anything. */
  readonly turns: IdempotencyStore
  readonly clock: Clock
}

/** An assistant that keeps the book of a base. */
export function composeAssistant(
  config: AssistantConfig,
  { book, base, cache, turns, clock }: ComposeAssistantOptions,
): TableTalk {
  const assistant = createAssistant({
    book,
    page: DEMO_PAGE,
    models: composeModels(config, { cache, clock, random: mathRandom }),
    cache,
    turns,
    clock,
    random: mathRandom,
    newId: () => randomBytes(16).toString('base64url'),
    tenant: base,
  })
  return { assistant, base }
}
