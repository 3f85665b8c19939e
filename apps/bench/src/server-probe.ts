/*
 * Loaded into a process before its program (--import): tells the parent what that holds and has used, when it is asked. Does
 * not keep the process alive, and ends it with its parent.
 */

/** What a process holds, after its garbage was collected. */
export interface Footprint {
  readonly heapBytes: number
  readonly residentBytes: number
  /** Sockets, timers and other things that are open. */
  readonly handles: number
}

export type ProbeQuestion = 'footprint' | 'cpu'

process.on('message', (question: ProbeQuestion) => {
  process.send?.(question === 'cpu' ? cpuMs() : footprint())
})
process.channel?.unref()
// A parent that was killed cannot stop it any more.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))

function footprint(): Footprint {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  return {
    heapBytes: heapUsed,
    residentBytes: rss,
    handles: process.getActiveResourcesInfo().filter((name) => !name.includes('Timeout')).length,
  }
}

/** Of all its threads, since it began. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
