import { createHash } from 'node:crypto'

/** Whether a cluster may be learned from (one in five) or is kept for the test; by its name alone, so for good. */
export function splitOf(cluster: string): 'dev' | 'test' {
  const hash = createHash('sha256').update(cluster).digest()
  return hash.readUInt32BE(0) % 5 === 0 ? 'dev' : 'test'
}
