import type { BaseSchema } from './base-schema.ts'
import { type FreshnessPolicies, freshnessOf } from './freshness-policy.ts'
import type { ListedTable } from './list-pages.ts'
import type { ReadOptions } from './record-cache.ts'
import type { SchemaReader } from './schema-reader.ts'
import { TableKeys } from './table-keys.ts'
import { volatileField } from './volatile-field.ts'

export interface ListedTablesOptions {
  readonly schemas: SchemaReader
  readonly policies: FreshnessPolicies
  /** As in RecordCacheOptions. */
  readonly partition: string
}

type Consistency = Pick<ReadOptions, 'consistency'>

/** What is known of tables by their ids or names: their keys, and how fresh their answers must be. */
export class ListedTables {
  readonly #options: ListedTablesOptions
  /** Worked out once for as long as a schema is the same. Real tables only: callers may ask for any name. */
  readonly #known = new WeakMap<BaseSchema, Map<string, ListedTable>>()

  constructor(options: ListedTablesOptions) {
    this.#options = options
  }

  /** What needs no waiting for: `undefined` when the schema is not at hand, or has no such table. */
  atHand(base: string, table: string, read: Consistency): ListedTable | undefined {
    const schema = this.#options.schemas.atHand(base)
    return schema && this.#in(schema, base, table, read)
  }

  async of(base: string, table: string, read: Consistency): Promise<ListedTable> {
    const schema = await this.#options.schemas.of(base)
    const known = schema && this.#in(schema, base, table, read)
    return known ?? withConsistency(this.#listed(schema, base, table), read)
  }

  #in(schema: BaseSchema, base: string, table: string, read: Consistency): ListedTable | undefined {
    let tables = this.#known.get(schema)
    if (!tables) this.#known.set(schema, (tables = new Map()))
    let listed = tables.get(table)
    if (!listed) {
      if (!schema.table(table)) return undefined
      tables.set(table, (listed = this.#listed(schema, base, table)))
    }
    return withConsistency(listed, read)
  }

  #listed(schema: BaseSchema | undefined, base: string, table: string): ListedTable {
    const { policies, partition } = this.#options
    const known = schema?.table(table)
    return {
      base,
      // What is kept under the id has to be of it, whatever the table is called by now.
      table: known?.id ?? table,
      keys: known ? TableKeys.of(base, known.id, partition) : TableKeys.ofUnknown(base, table, partition),
      options: freshnessOf(policies, {
        base,
        table: known ? [known.id, known.name] : [table],
        mayHoldAttachments: !schema || !known || schema.hasAttachments(known.id),
        changesWithTime: schema && known ? volatileField(schema.answer, known) !== undefined : false,
      }),
    }
  }
}

function withConsistency(listed: ListedTable, { consistency }: Consistency): ListedTable {
  return consistency === undefined ? listed : { ...listed, options: { ...listed.options, consistency } }
}
