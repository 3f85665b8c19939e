import type { Snapshot, TableChanges } from '../base/base-changes.ts'
import type { WebhookIncludes, WebhookSpecification } from './webhook-specification.ts'
import type { CellContext } from '../cells/cell-context.ts'
import { compileView } from '../records/compile-filter.ts'
import type { SimulatedRecord } from '../base/simulated-table.ts'
import type { ViewSchema } from '../base/base-data.ts'
import { webhookCellsOf } from '../cells/webhook-cells.ts'

type Cells = ReadonlyMap<string, unknown>

interface RecordSections {
  createdRecordsById?: Record<string, unknown>
  changedRecordsById?: Record<string, unknown>
  destroyedRecordIds?: readonly string[]
}

/** The records that a change made, changed or destroyed; for a view, those that came into it and left it too. */
export function recordChanges(
  { options }: WebhookSpecification,
  { table, created, changed, destroyed }: TableChanges,
  context: CellContext,
  view: ViewSchema | undefined,
): RecordSections {
  const isInView = view ? compileView(view, context, table) : () => true
  const wasInView = ({ views }: Snapshot) => (view ? views.has(view.id) : true)
  const cellsOf = (record: SimulatedRecord): Cells => webhookCellsOf(context, table, record)
  const come: [string, unknown][] = [...created.values()].filter(isInView).flatMap((record) => {
    const cells = cellsOf(record)
    return isWatched(options, cells.keys()) ? [[record.id, createdBody(record, cells)]] : []
  })
  const gone = [...destroyed]
    .filter(([, before]) => wasInView(before) && isWatched(options, before.cells.keys()))
    .map(([id]) => id)
  const different: [string, unknown][] = []
  for (const [id, { record, before }] of changed) {
    const cells = cellsOf(record)
    const ids = differences(before.cells, cells)
    if (ids.length === 0 || !isWatched(options, ids)) continue
    const [was, is] = [wasInView(before), isInView(record)]
    if (was && is) different.push([id, changedBody(before.cells, cells, ids, options.includes)])
    else if (is) come.push([id, createdBody(record, cells)])
    else if (was) gone.push(id)
  }
  return sectionsOf(options, come, different, gone)
}

function sectionsOf(
  { filters }: WebhookSpecification['options'],
  come: readonly [string, unknown][],
  different: readonly [string, unknown][],
  gone: readonly string[],
): RecordSections {
  const types = filters.changeTypes ?? ['add', 'update', 'remove']
  const sections: RecordSections = {}
  if (types.includes('add') && come.length > 0) sections.createdRecordsById = Object.fromEntries(come)
  if (types.includes('update') && different.length > 0)
    sections.changedRecordsById = Object.fromEntries(different)
  if (types.includes('remove') && gone.length > 0) sections.destroyedRecordIds = gone
  return sections
}

/** Whether any of these fields is one that the webhook watches: without a list, all are. */
function isWatched({ filters }: WebhookSpecification['options'], fieldIds: Iterable<string>): boolean {
  const watched = filters.watchDataInFieldIds
  const ids = [...fieldIds]
  return watched ? ids.some((id) => watched.includes(id)) : true
}

function differences(before: Cells, after: Cells): readonly string[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)))
}

function createdBody({ createdTime }: SimulatedRecord, cells: Cells): unknown {
  return { createdTime, cellValuesByFieldId: Object.fromEntries(cells) }
}

/** A cell that was cleared is null. */
function changedBody(
  before: Cells,
  after: Cells,
  ids: readonly string[],
  { includeCellValuesInFieldIds: included = [], includePreviousCellValues = false }: WebhookIncludes = {},
): unknown {
  const pick = (cells: Cells, names: readonly string[]) => ({
    cellValuesByFieldId: Object.fromEntries(names.map((id) => [id, cells.get(id) ?? null])),
  })
  const unchanged = (included === 'all' ? [...after.keys()] : included).filter((id) => !ids.includes(id))
  return {
    current: pick(after, ids),
    ...(includePreviousCellValues ? { previous: pick(before, ids) } : {}),
    ...(unchanged.length > 0 ? { unchanged: pick(after, unchanged) } : {}),
  }
}
