import type { Environment } from '../environment.ts'

/** Machine and versions, in one sentence. */
export function measuredOn(
  at: Environment,
  versions: Iterable<readonly [name: string, version: string]>,
): string {
  const named = [...versions].map(([name, version]) => `${name} ${version}`).join(', ')
  const others = named === '' ? '' : `; ${named}`
  return `Measured on ${at.date}: ${at.cpu}, ${at.cores} cores, ${at.memoryGiB} GiB, ${at.system}, Node ${at.node.slice(1)}, Redis ${at.redis}${others}.`
}
