import type { ListQuery } from '../list-query.ts'

export interface SortRule {
  /** Name or id. */
  readonly field: string
  readonly isDescending: boolean
}

/** What a list request asks for, as far as a copy of the table can answer it. */
export interface MirrorQuery {
  readonly formula: string | undefined
  readonly sort: readonly SortRule[]
  readonly maxRecords: number
  /** Names or ids; `undefined`: all. */
  readonly fields: readonly string[] | undefined
  readonly isByFieldId: boolean
}

/** Why a copy cannot answer. */
export interface Unanswerable {
  readonly reason: string
}

/** Parameters that only change how texts of `cellFormat=string` are written. */
const OF_TEXTS = new Set(['timeZone', 'userLocale'])
const DIRECTIONS = new Map([
  ['asc', false],
  ['desc', true],
])

/** Takes the canonical parameters of a list apart. What Airtable would refuse is left for Airtable to refuse. */
export function mirrorQueryOf({ parameters }: Pick<ListQuery, 'parameters'>): MirrorQuery | Unanswerable {
  const rules: { field?: string; direction?: string }[] = []
  const draft = new Draft()
  for (const [name, value] of parameters) {
    const [, index, key] = /^sort\[(\d+)\]\[(field|direction)\]$/.exec(name) ?? []
    if (index !== undefined) rules[Number(index)] = { ...rules[Number(index)], [key as 'field']: value }
    else if (!draft.take(name, value)) return { reason: `the parameter ${shown(name)} is for Airtable` }
  }
  const sort = rules.map((rule) => sortRule(rule))
  if (sort.includes(undefined)) return { reason: 'the sort is for Airtable to judge' }
  return { ...draft.query, sort: sort as readonly SortRule[] }
}

class Draft {
  formula: string | undefined
  maxRecords = Number.POSITIVE_INFINITY
  fields: string[] | undefined
  isByFieldId = false

  get query(): Omit<MirrorQuery, 'sort'> {
    const { formula, maxRecords, fields, isByFieldId } = this
    return { formula, maxRecords, fields, isByFieldId }
  }

  /** `false` for what a copy knows nothing of. */
  take(name: string, value: string): boolean {
    if (name === 'filterByFormula') this.formula = value
    else if (name === 'fields[]') (this.fields ??= []).push(value)
    else if (name === 'maxRecords' && /^[1-9]\d*$/.test(value)) this.maxRecords = Number(value)
    else if (name === 'returnFieldsByFieldId' && value === 'true') this.isByFieldId = true
    else return OF_TEXTS.has(name)
    return true
  }
}

function sortRule(rule: { readonly field?: string; readonly direction?: string }): SortRule | undefined {
  const isDescending = DIRECTIONS.get(rule.direction ?? 'asc')
  return rule.field === undefined || isDescending === undefined
    ? undefined
    : { field: rule.field, isDescending }
}

/** Callers choose the names of parameters: of an odd one nothing is repeated. */
function shown(name: string): string {
  return /^[A-Za-z[\]]{1,40}$/.test(name) ? name : 'with an odd name'
}
