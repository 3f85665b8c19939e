import { createHash } from 'node:crypto'

export const SPLITS = ['test', 'dev'] as const
/** `dev` may be read and learned from; `test` is held out, and gives the figures. */
export type Split = (typeof SPLITS)[number]

/** A case of a kind that has its splits in files of their own. */
export interface InSplit {
  readonly split: Split
}

/** Whether a cluster of single turns may be learned from (one in five) or is held out; by its name alone, so for good. */
export function splitOf(cluster: string): Split {
  const hash = createHash('sha256').update(cluster).digest()
  return hash.readUInt32BE(0) % 5 === 0 ? 'dev' : 'test'
}
