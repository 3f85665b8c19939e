/*
 * Loaded into a process before its program (--import): tells the parent how much that holds, when it is asked. Does not keep
 * the process alive, and ends it with its parent.
 */

/** What a process holds, after its garbage was collected. */
export interface Footprint {
  readonly heapBytes: number
  readonly residentBytes: number
  /** Sockets, timers and other things that are open. */
  readonly handles: number
}

process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  const footprint: Footprint = {
    heapBytes: heapUsed,
    residentBytes: rss,
    handles: process.getActiveResourcesInfo().filter((name) => !name.includes('Timeout')).length,
  }
  process.send?.(footprint)
})
process.channel?.unref()
// A parent that was killed cannot stop it any more.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
