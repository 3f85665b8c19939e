/** A cache as an application with several processes would set it up for being right: memory, Redis, and a way to tell the others. */
export interface Contestant {
  readonly name: string
  readonly packageName: string
  /** One process's cache; resolves when it is in full service. */
  readonly open: (redisUrl: string) => Promise<Instance>
}

export interface Instance {
  readonly getOrSet: (key: string, load: () => Promise<unknown>) => Promise<unknown>
  readonly delete: (key: string) => Promise<unknown>
  /** Absent where there is nothing like it, as is `getOrSetTagged`, which loads values under the tag. */
  readonly invalidateTag?: (tag: string) => Promise<unknown>
  readonly getOrSetTagged?: (key: string, load: () => Promise<unknown>, tag: string) => Promise<unknown>
}

export const TTL_MS = 600_000
