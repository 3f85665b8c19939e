import type { Loader, LoaderContext, ManyLoaded, ManyLoader, NotModified } from './options.ts'
import type { Policy, PolicyContext } from '../policies/policy.ts'
import type { LoadContext } from '../ports/source.ts'
import { CacheError } from '../errors.ts'

interface Passenger<T> {
  readonly key: string
  readonly context: LoaderContext
  readonly resolve: (value: T | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * One call of a loader, under the policy of loads, for all the keys of a call that have to be loaded. It leaves when every
 * key has either come to be loaded or been found elsewhere; keys that had to wait for somebody and come later share
 * another call, as far as they come together.
 */
export class BatchLoad<T> {
  readonly #loader: ManyLoader<T>
  /** Keys of which it is not known yet whether they have to be loaded. */
  #undecided: number
  #waiting: Passenger<T>[] = []
  readonly #policy: Policy | undefined

  constructor(loader: ManyLoader<T>, keys: number, policy: Policy | undefined) {
    this.#loader = loader
    this.#undecided = keys
    this.#policy = policy
  }

  /**
   * Finds one key by `find`, which is given the loader of that key, and a function to call when it has to wait for a
   * load that others run: this batch does not wait with it.
   */
  async take(
    key: string,
    find: (loader: Loader<T | undefined>, onWaiting: () => void) => Promise<T | undefined>,
  ): Promise<readonly [string, T | undefined]> {
    let isDecided = false
    const decide = () => {
      if (!isDecided) this.#undecided--
      isDecided = true
      // Others that were woken by the same message come in the same turn.
      void Promise.resolve().then(() => this.#leaveIfComplete())
    }
    try {
      const value = await find(
        (context) =>
          new Promise<T | NotModified | undefined>((resolve, reject) => {
            this.#waiting.push({ key, context, resolve, reject })
            decide()
          }),
        decide,
      )
      return [key, value]
    } finally {
      decide()
    }
  }

  #leaveIfComplete(): void {
    if (this.#undecided > 0 || this.#waiting.length === 0) return
    const passengers = this.#waiting
    this.#waiting = []
    void this.#load(passengers)
  }

  async #load(passengers: readonly Passenger<T>[]): Promise<void> {
    const byKey = new Map(passengers.map((passenger) => [passenger.key, passenger]))
    const keys = [...byKey.keys()]
    const signal = whenAllAbort(passengers.map(({ context }) => context.signal))
    const load = async (context: PolicyContext) =>
      this.#loader(keys, {
        signal: context.signal ?? signal,
        ...urgencyOf(passengers.map((passenger) => passenger.context)),
        adapt: (key, adaptation) => byKey.get(key)?.context.adapt(adaptation),
      })
    try {
      const loaded = await (this.#policy ? this.#policy.execute(load, { signal }) : load({ signal }))
      const values = valuesOf(loaded, keys)
      passengers.forEach((passenger, index) => passenger.resolve(values[index]))
    } catch (error) {
      for (const passenger of passengers) passenger.reject(error)
    }
  }
}

/** Somebody waits for the batch as soon as somebody waits for one of its keys. */
function urgencyOf(contexts: readonly LoadContext[]): Pick<LoadContext, 'isBackground' | 'whenAwaited'> {
  if (contexts.some(({ isBackground }) => isBackground !== true)) return { isBackground: false }
  return {
    isBackground: true,
    whenAwaited: AbortSignal.any(contexts.flatMap(({ whenAwaited }) => whenAwaited ?? [])),
  }
}

/** Nobody waits for the batch any more once nobody waits for any of its keys. */
function whenAllAbort(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController()
  let left = signals.length
  const onAbort = () => {
    if (--left === 0) controller.abort()
  }
  for (const signal of signals) {
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  }
  return controller.signal
}

function valuesOf<T>(loaded: ManyLoaded<T>, keys: readonly string[]): readonly (T | undefined)[] {
  if (loaded instanceof Map) return keys.map((key) => (loaded as ReadonlyMap<string, T>).get(key))
  if (Array.isArray(loaded) && loaded.length === keys.length) return loaded as readonly (T | undefined)[]
  throw new CacheError(
    'INVALID_ARGUMENT',
    `A loader of many keys was asked for ${keys.length} values and must answer with a Map, or an array of that length in the order of the keys.`,
  )
}
