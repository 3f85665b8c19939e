import type { AttachmentUrls } from '../base/attachment-urls.ts'
import type { Clock } from '@larder/cache-core'
import type { Compiled } from '../formula/formula-function.ts'
import type { FieldSchema } from '../base/base-data.ts'
import type { SimulatedTable } from '../base/simulated-table.ts'

/** What a cell needs to know beyond its own record. */
export interface CellContext {
  readonly clock: Clock
  /** `undefined`: URLs of attachments stay as they were given. */
  readonly attachmentUrls?: AttachmentUrls | undefined
  findTable(idOrName: string): SimulatedTable | undefined
  /** The formula of a formula or rollup field; `undefined` when its schema tells none. */
  formulaOf(table: SimulatedTable, field: FieldSchema): Compiled | undefined
}
