import { unknownFields } from './formula-refusal.ts'
import type { FieldNode } from './formula-node.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

/** A table as the metadata API describes it: the part that formulas look at. */
export interface FormulaTable {
  readonly fields: readonly FormulaField[]
}

export interface FormulaField {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly options?: FormulaFieldOptions | undefined
}

export interface FormulaFieldOptions {
  /** Of formulas, rollups, lookups, createdTime and lastModifiedTime: what their cells hold. */
  readonly result?: FormulaResult | null | undefined
  /** Of lookups. */
  readonly fieldIdInLinkedTable?: string | undefined
}

export interface FormulaResult {
  readonly type: string
}

/** The fields that a formula may name, by exact name or id. */
export class TableFields {
  readonly #byName = new Map<string, FormulaField>()

  constructor({ fields }: FormulaTable) {
    for (const field of fields) this.#byName.set(field.id, field)
    for (const field of fields) this.#byName.set(field.name, field)
  }

  /** Sees that every field exists. @throws FormulaRefusal that names all that do not. */
  check(nodes: readonly FieldNode[]): void {
    const unknown = nodes.filter(({ name }) => !this.#byName.has(name))
    const doubtful = unknown.find((node) => this.#byName.has(node.name.trim()) || isBareLiteral(node))
    if (doubtful)
      throw new UnsupportedFormula(`${doubtful.name} at position ${doubtful.at} may be no field's name`)
    const [first] = unknown
    if (first) throw unknownFields([...new Set(unknown.map(({ name }) => name))], first.at)
  }

  get(name: string): FormulaField | undefined {
    return this.#byName.get(name)
  }
}

/** Some say that TRUE, FALSE and BLANK may stand without parentheses. */
function isBareLiteral({ name, isBare }: FieldNode): boolean {
  return isBare && ['TRUE', 'FALSE', 'BLANK'].includes(name.toUpperCase())
}
