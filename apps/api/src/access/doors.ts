import type { AirtableSource, BaseBreaker, RecordCache } from '@larder/airtable-adapter'
import type { Access } from './caller.ts'
import type { Config } from '../config.ts'
import { KeyAccess, OpenAccess } from './key-access.ts'
import { PassThroughAccess, type PassThroughOptions } from './pass-through-access.ts'

/** How callers come in, and what Larder itself sees of Airtable. */
export interface Doors {
  readonly access: Access
  /** Of Larder's own token. */
  readonly records: RecordCache
  readonly source: AirtableSource
  /** Of the circuit breakers of all tokens. */
  breakers(): readonly BaseBreaker[]
  close(): Promise<void>
}

/** Puts together what the configuration says of callers. */
export function openDoors(
  { access: { mode, keys, rateLimit }, airtable }: Pick<Config, 'access' | 'airtable'>,
  parts: Omit<PassThroughOptions, 'keys' | 'rateLimit'>,
): Doors {
  const source = parts.sourceFor(airtable.apiKey ?? 'local-simulator')
  const records = parts.recordsFor(source, '')
  const byKey = new KeyAccess(keys, records, parts.clock)
  if (mode === 'keys')
    return {
      access: keys.length === 0 ? new OpenAccess(records) : byKey,
      records,
      source,
      breakers: () => source.breakers(),
      close: () => records.close(),
    }
  const access = new PassThroughAccess({ ...parts, keys: byKey, rateLimit })
  return { access, records, source, breakers: () => access.breakers(), close: () => access.close() }
}
