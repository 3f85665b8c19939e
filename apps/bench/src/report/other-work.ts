/** From which on others take what the benchmark needs. */
const QUIET = 0.5

/** What figures suffer from: how many processes wanted a core when a run began (the load average of its last minute). */
export function otherWork(load: number, cores: number): string {
  if (load <= QUIET) return 'Nothing else ran on the machine.'
  return `**The machine was busy with other work**: ${load.toFixed(1)} processes wanted its ${cores} cores when the run began.`
}
