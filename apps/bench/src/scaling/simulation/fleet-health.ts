import type { FleetResult } from './fleet-scenario.ts'
import type { SimulatedProcess } from './simulated-process.ts'

type Recovery = NonNullable<FleetResult['recoveryMs']>

/** Shares of the processes that are healthy. */
const RECOVERED: Readonly<Recovery> = { half: 0.5, most: 0.99, all: 1 }

/** How the processes fare, looked at now and then. */
export class FleetHealth {
  #samples = 0
  #suspect = 0
  #unhealthy = 0
  readonly #recoveryMs: { -readonly [share in keyof Recovery]: number } = {
    half: Number.POSITIVE_INFINITY,
    most: Number.POSITIVE_INFINITY,
    all: Number.POSITIVE_INFINITY,
  }
  /** When the server was there again. */
  revivedAt: number = Number.NaN

  get suspectShare(): number {
    return this.#suspect / this.#samples
  }

  get unhealthyShare(): number {
    return this.#unhealthy / this.#samples
  }

  get recoveryMs(): Recovery {
    return { ...this.#recoveryMs }
  }

  sample(processes: readonly SimulatedProcess[], now: number): void {
    const unhealthy = processes.filter(({ isHealthy }) => !isHealthy).length
    this.#samples += processes.length
    this.#unhealthy += unhealthy
    this.#suspect += processes.filter(({ isSuspect }) => isSuspect).length
    if (Number.isNaN(this.revivedAt)) return
    const healthy = 1 - unhealthy / processes.length
    // Who relapses has not recovered.
    for (const [name, share] of Object.entries(RECOVERED) as [keyof Recovery, number][])
      this.#recoveryMs[name] =
        healthy < share ? Number.POSITIVE_INFINITY : Math.min(this.#recoveryMs[name], now - this.revivedAt)
  }
}
