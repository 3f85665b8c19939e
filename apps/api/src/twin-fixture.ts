import {
  type BaseData,
  type AirtableSimulator,
  type AirtableSimulatorOptions,
  reservasDemo,
  startAirtableSimulator,
} from '@larder/airtable-simulator'
import { FakeClock } from '@larder/cache-core/testing'
import { withLarder } from './larder-fixture.ts'

/** The demo base, small: a listing of all reservations is three pages. */
export const DEMO: BaseData = reservasDemo({ reservations: 250 })

/** Known to the simulators and to Larder alike, so that the same client can be pointed at either. */
export const TOKEN = 'patTwins00000000.0123456789abcdef'

/** One of two ways to ask the same. */
export interface Twin {
  readonly url: string
  /** The simulator that answers in the end. */
  readonly simulator: AirtableSimulator
}

export interface Twins {
  readonly direct: Twin
  /** Through Larder, before a simulator of its own that began as the other did. */
  readonly larder: Twin
}

/** Runs `body` with two simulators that are alike in all but their port, one of them behind a Larder. */
export async function withTwins(
  body: (twins: Twins) => Promise<void>,
  options: AirtableSimulatorOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  // A clock that stands still: what is created bears the same time in both.
  const alike = (): AirtableSimulatorOptions => ({
    limiter: 'off',
    bases: [DEMO],
    clock: new FakeClock(),
    tokens: [TOKEN],
    ...options,
  })
  const direct = await startAirtableSimulator(alike())
  try {
    const keys = { AIRTABLE_API_KEY: TOKEN, LARDER_API_KEY: TOKEN }
    await withLarder({ simulator: alike(), env: { ...keys, ...env } }, ({ url, simulator }) =>
      body({ direct: { url: direct.url, simulator: direct }, larder: { url, simulator } }),
    )
  } finally {
    await direct.close()
  }
}

const SEEDED = new Set(JSON.stringify(DEMO).match(/\b(?:rec|sel|fld|tbl|viw|att|usr)[0-9A-Za-z]{14}\b/g))

/**
 * The same with ids that were made meanwhile told by their order: the simulators draw them from one generator, together with
 * the ids of listings, of which Larder needs fewer.
 */
export function withoutChance(answer: unknown): unknown {
  const names = new Map<string, string>()
  const nameOf = (id: string): string => {
    if (SEEDED.has(id)) return id
    const name = names.get(id) ?? `${id.slice(0, 3)}#${names.size + 1}`
    names.set(id, name)
    return name
  }
  const text = JSON.stringify(answer) ?? 'null'
  return JSON.parse(
    text.replace(/\b(?:rec|sel|fld|tbl|viw|att|com|ach)[0-9A-Za-z]{14}\b/g, nameOf),
  ) as unknown
}
