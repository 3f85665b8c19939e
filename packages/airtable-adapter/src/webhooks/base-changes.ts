/** What changed in a base: ids alone. The cells of payloads are of another format than those of the REST API. */
export interface BaseChanges {
  readonly tables: readonly TableChanges[]
  /** Fields, tables or their names changed: whatever is known of the base's schema is out of date. */
  readonly hasNewSchema: boolean
}

export interface TableChanges {
  readonly tableId: string
  readonly created: readonly string[]
  readonly changed: readonly string[]
  readonly destroyed: readonly string[]
  /** Any of its records may have changed, beyond those that are named: the table is gone, or its fields are others. */
  readonly isWhole: boolean
}

interface Collected {
  readonly created: Set<string>
  readonly changed: Set<string>
  readonly destroyed: Set<string>
  isWhole: boolean
}

/** Adds up changes: each record once for each thing that happened to it. */
export class ChangeCollector {
  readonly #tables = new Map<string, Collected>()
  #hasNewSchema = false

  get isEmpty(): boolean {
    return this.#tables.size === 0 && !this.#hasNewSchema
  }

  get changes(): BaseChanges {
    const tables = [...this.#tables].map(([tableId, { created, changed, destroyed, isWhole }]) => ({
      tableId,
      created: [...created],
      changed: [...changed],
      destroyed: [...destroyed],
      isWhole,
    }))
    return { tables, hasNewSchema: this.#hasNewSchema }
  }

  add({ tables, hasNewSchema }: BaseChanges): void {
    for (const { tableId, isWhole, ...records } of tables) {
      const table = this.#table(tableId)
      for (const kind of ['created', 'changed', 'destroyed'] as const)
        for (const id of records[kind]) table[kind].add(id)
      table.isWhole ||= isWhole
    }
    this.#hasNewSchema ||= hasNewSchema
  }

  #table(tableId: string): Collected {
    const known = this.#tables.get(tableId)
    if (known) return known
    const table = { created: new Set<string>(), changed: new Set<string>(), destroyed: new Set<string>() }
    const collected: Collected = { ...table, isWhole: false }
    this.#tables.set(tableId, collected)
    return collected
  }
}
