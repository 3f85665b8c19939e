import {
  type Cache,
  type CacheOptions,
  type Clock,
  createCache,
  type InvalidationLog,
  type LeaseBroker,
  type Random,
  type SharedBackend,
  StoreError,
} from '@larder/cache-core'
import { ChaosStore, type FaultLines, type Line } from '@larder/cache-core/testing'
import type { Plant } from './plants.ts'
import type { Scheduler } from './scheduler.ts'

/** What one process's way to the backend is like. */
export interface Link {
  /** No call gets through, and no reply comes back. */
  isCut: boolean
  /** The process is dead: what it has sent may still arrive, and it hears of nothing. */
  isDead: boolean
  /** Share of messages that are lost. */
  lossRate: number
}

export interface ModelProcess {
  readonly cache: Cache
  readonly link: Link
  /** Ends a cut: subscriptions begin again. */
  readonly reconnect: () => void
}

export interface ModelProcessOptions {
  readonly backend: SharedBackend
  readonly scheduler: Scheduler
  readonly clock: Clock
  readonly random: Random
  readonly options: CacheOptions
  readonly lossRate: number
  /** A bug put in on purpose. */
  readonly plant?: Plant | undefined
}

/** A cache whose every call to the backend, reply and message is a task of the scheduler. */
export function startProcess(process: ModelProcessOptions): ModelProcess {
  const { backend, scheduler, clock, random, options, lossRate, plant = {} } = process
  const link: Link = { isCut: false, isDead: false, lossRate }
  const gapListeners: (() => void)[] = []
  const lines = linesOf(link, scheduler)
  const shared: SharedBackend = {
    store: new ChaosStore(backend.store, lines),
    openLog: (namespace) => {
      const log = modelLog(backend.openLog(namespace), lines, { link, scheduler, random, gapListeners })
      return plant.log?.(log) ?? log
    },
    openLeases: (namespace) => modelLeases(backend.openLeases(namespace), lines, { link, scheduler, random }),
    close: async () => {},
  }
  return {
    cache: createCache({ ...options, shared, clock, random }),
    link,
    reconnect: () => {
      link.isCut = false
      for (const onGap of gapListeners) onGap()
    },
  }
}

/** The way there and back of a call: two tasks, with the effect between them. */
function linesOf(link: Link, scheduler: Scheduler): FaultLines {
  const pass = async <T>(_method: string, _line: Line, call: () => Promise<T>): Promise<T> => {
    if (link.isDead) return never()
    await scheduler.point()
    if (link.isCut) throw cut()
    const result = await call()
    await scheduler.point()
    if (link.isDead) return never()
    if (link.isCut) throw cut()
    return result
  }
  return { pass, faultOf: () => 'none' } as unknown as FaultLines
}

interface Way {
  readonly link: Link
  readonly scheduler: Scheduler
  readonly random: Random
}

function modelLog(
  inner: InvalidationLog,
  lines: FaultLines,
  way: Way & { readonly gapListeners: (() => void)[] },
): InvalidationLog {
  return {
    node: inner.node,
    append: (...args) => lines.pass('append', 'appends', () => inner.append(...args)),
    readSince: (position) => lines.pass('readSince', 'logReads', () => inner.readSince(position)),
    snapshot: () => lines.pass('snapshot', 'logReads', () => inner.snapshot()),
    endEra: (era) => lines.pass('endEra', 'appends', () => inner.endEra(era)),
    broadcast: (barriers) => lines.pass('broadcast', 'messages', () => inner.broadcast(barriers)),
    subscribe(onMessage, onGap) {
      way.gapListeners.push(onGap)
      inner.subscribe(
        (message) => void deliver(() => onMessage(message), way),
        () => {},
      )
    },
  }
}

function modelLeases(inner: LeaseBroker, lines: FaultLines, way: Way): LeaseBroker {
  return {
    nodeOf: (key) => inner.nodeOf(key),
    acquire: (key, request) => lines.pass('acquire', 'leases', () => inner.acquire(key, request)),
    renew: (...args) => lines.pass('renew', 'leases', () => inner.renew(...args)),
    release: (...args) => lines.pass('release', 'leases', () => inner.release(...args)),
    listen: ({ released, wanted }) =>
      inner.listen({
        released: (key, outcome) => void deliver(() => released(key, outcome), way),
        wanted: (key) => void deliver(() => wanted(key), way),
      }),
  }
}

async function deliver(message: () => void, { link, scheduler, random }: Way): Promise<void> {
  if (random.next() < link.lossRate) return
  await scheduler.point()
  if (!link.isCut && !link.isDead) message()
}

function cut(): StoreError {
  return new StoreError('STORE_UNAVAILABLE', 'all', 'The link is cut.', { retryable: true })
}

function never<T>(): Promise<T> {
  return new Promise(() => {})
}
