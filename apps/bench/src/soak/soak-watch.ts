import { setTimeout as pause } from 'node:timers/promises'

/** What /cache/health and /cache/stats told at one moment; `undefined` when they did not answer. */
export interface Sample {
  readonly at: number
  readonly process: number
  readonly status: string | undefined
  readonly reason: string | undefined
  readonly breaker: string | undefined
  /** Of the shared tier, and of loads, since the process began. */
  readonly sharedErrors: number
  readonly loadErrors: number
  readonly staleHits: number
  readonly loads: number
}

interface HealthBody {
  readonly cache_health: {
    readonly status: string
    readonly reason?: string
    readonly circuit_breaker_state: string
  }
}

interface StatsBody {
  readonly cache: {
    readonly operations: Readonly<
      Record<string, { readonly count: number; readonly errors: number; readonly stale_hits: number }>
    >
  }
}

const EVERY_MS = 250

/** Looks at the metrics of every server until the signal aborts. */
export class SoakWatch {
  readonly samples: Sample[] = []
  readonly #urls: readonly string[]

  constructor(urls: readonly string[]) {
    this.#urls = urls
  }

  /** The newest sample of each server. */
  get latest(): readonly Sample[] {
    return this.#urls.flatMap(
      (_, process) => this.samples.findLast((sample) => sample.process === process) ?? [],
    )
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.samples.push(...(await Promise.all(this.#urls.map((url, process) => look(url, process)))))
      await pause(EVERY_MS)
    }
  }
}

async function look(url: string, process: number): Promise<Sample> {
  const [health, stats] = await Promise.all([
    ask<HealthBody>(`${url}/cache/health`),
    ask<StatsBody>(`${url}/cache/stats`),
  ])
  const operations = Object.entries(stats?.cache.operations ?? {})
  const sum = (isWanted: (name: string) => boolean, member: 'count' | 'errors' | 'stale_hits') =>
    operations
      .filter(([name]) => isWanted(name))
      .reduce((total, [, operation]) => total + operation[member], 0)
  return {
    at: performance.now(),
    process,
    status: health?.cache_health.status,
    reason: health?.cache_health.reason,
    breaker: health?.cache_health.circuit_breaker_state,
    sharedErrors: sum(
      (name) => name.startsWith('l2') || name.startsWith('log') || name === 'lease',
      'errors',
    ),
    loadErrors: sum((name) => name === 'load', 'errors'),
    staleHits: sum((name) => name === 'get', 'stale_hits'),
    loads: sum((name) => name === 'load', 'count'),
  }
}

async function ask<T>(url: string): Promise<T | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    return response.ok ? ((await response.json()) as T) : undefined
  } catch {
    return undefined
  }
}
