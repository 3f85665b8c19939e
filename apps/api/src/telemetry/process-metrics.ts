import type { Registry } from '@prometheus-io/client'

/** A family of the client's own metrics, read. */
export type ProcessFamily = Awaited<ReturnType<Registry['getMetricsAsJSON']>>[number]

let registry: Promise<Registry> | undefined

/**
 * What the client tells of any Node process under its usual names: event loop delay and utilization, heap, garbage
 * collection, CPU, memory, file descriptors. One for the process, from the first time that somebody asks.
 */
export async function processFamilies(): Promise<readonly ProcessFamily[]> {
  registry ??= open()
  return (await registry).getMetricsAsJSON()
}

async function open(): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('@prometheus-io/client')
  const register = new Registry()
  collectDefaultMetrics({ register })
  return register
}
