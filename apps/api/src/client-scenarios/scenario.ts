import type Airtable from 'airtable'
import type Query from 'airtable/lib/query.js'
import type { AirtableSimulator } from '@larder/airtable-simulator'

/** What a scenario may use: the official client, pointed at one of the twins. */
export interface World {
  readonly base: Airtable.Base
  /** The package itself. */
  readonly library: typeof Airtable
  /** A class that the package does not export from its root. */
  readonly query: typeof Query
  readonly endpointUrl: string
  readonly token: string
  readonly baseId: string
  /** Switches of the simulator that answers in the end. */
  readonly faults: AirtableSimulator['faults']
}

export interface Scenario {
  readonly name: string
  /** Changes nothing and is kept: the second run is to cost no request. */
  readonly isKept?: boolean
  /** JSON-able, and the same whoever answers. */
  readonly run: (world: World) => Promise<unknown>
}

export type AnyRecord = Airtable.Record<Airtable.FieldSet>

/** Everything that the client knows of a record, the answer as it came included. */
export function shown(record: AnyRecord): unknown {
  const { id, commentCount, fields, _rawJson: raw } = record
  return { id, commentCount, fields, raw: raw as unknown }
}

export function allShown(records: readonly AnyRecord[]): readonly unknown[] {
  return records.map(shown)
}

/** What a call was refused with. Throws when it was not. */
export async function refusalOf(call: () => Promise<unknown>): Promise<unknown> {
  let answer: unknown
  try {
    answer = await call()
  } catch (error) {
    const { name, statusCode, message, error: type } = error as Record<string, unknown>
    return { name, statusCode, type, message, text: String(error) }
  }
  throw new Error(`This was to be refused, and was answered ${JSON.stringify(answer)?.slice(0, 200)}.`)
}

/** The arguments of a Node-style callback: the error, and what else it was called with. */
export function called(use: (done: (...given: unknown[]) => void) => void): Promise<readonly unknown[]> {
  return new Promise((resolve) => use((...given) => resolve(given)))
}

/** A formula of about so many characters that names every guest up to `count`. */
export function longFormula(count: number): string {
  const ids = Array.from(
    { length: count },
    (_, index) => `RECORD_ID()='recCliente${String(index + 1).padStart(7, '0')}'`,
  )
  return `OR(${ids.join(',')})`
}
