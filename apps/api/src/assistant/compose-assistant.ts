import { randomBytes } from 'node:crypto'
import {
  AirtableReservationBook,
  LocalBookLock,
  type RecordCache,
  SharedBookLock,
} from '@larder/airtable-adapter'
import { createAssistant } from '@larder/assistant'
import { type Cache, type Clock, mathRandom, MemoryIdempotencyStore } from '@larder/cache-core'
import type { RedisSharedBackend } from '@larder/redis-adapter'
import type { Logger } from 'pino'
import type { TableTalk } from '../routes/assistant-routes.ts'
import type { Config } from '../config.ts'
import type { Telemetry } from '../telemetry/telemetry.ts'
import type { BookConfig } from './book-config.ts'
import { composeModels } from './compose-models.ts'

/** Longest wait for others who write to the book, in ms: less than a message may take. */
const WAIT_FOR_BOOK_MS = 6_000

export interface ComposeAssistantOptions {
  readonly book: BookConfig
  /** By which the base is read and written, with Larder's own token. */
  readonly records: RecordCache
  readonly cache: Cache
  /** What all processes share; without it there is one. */
  readonly shared: RedisSharedBackend | undefined
  readonly clock: Clock
  readonly logger: Logger
  readonly telemetry: Telemetry
}

/** An assistant that keeps the book of a base. */
export async function composeAssistant(
  { assistant: models, cache: { namespace } }: Pick<Config, 'assistant' | 'cache'>,
  { book: { base, house, page }, records, cache, shared, clock, logger, telemetry }: ComposeAssistantOptions,
): Promise<TableTalk> {
  const lock = shared ? new SharedBookLock({ backend: shared, namespace, clock }) : new LocalBookLock()
  const assistant = createAssistant({
    book: new AirtableReservationBook({ records, base, rules: house, lock, waitMs: WAIT_FOR_BOOK_MS, clock }),
    page,
    models: await composeModels(models, { cache, clock, random: mathRandom, telemetry }),
    cache,
    // Apart from creates, whose answers are kept for much longer.
    turns: shared?.openIdempotency(`${namespace}.turns`) ?? new MemoryIdempotencyStore({ clock }),
    clock,
    random: mathRandom,
    newId: () => randomBytes(16).toString('base64url'),
    tenant: base,
    onTrouble: (error) =>
      logger.error({ error: messageOf(error) }, 'the assistant could not do what it should'),
  })
  return { assistant: telemetry.assistant(assistant), base }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
