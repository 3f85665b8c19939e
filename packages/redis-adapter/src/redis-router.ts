import type { Redis } from 'ioredis'
import type { RedisNode } from './redis-node.ts'

/** One command, written in the same turn that it is asked for; told which life of a server it is sent to. */
export type RedisCommand<T> = (client: Redis, serverId: string) => Promise<T>

export interface RunOptions {
  /** Whether the command leaves with others of its turn in one write. Default true. */
  readonly corks?: boolean | undefined
  /**
   * Whether its keys can as well be sent one by one: while their slot is on its way, that is what they have to be, and the
   * call rejects with a Redirection of the kind `again` (see isToBeDivided). Default false: it is tried again.
   */
  readonly isDivisible?: boolean | undefined
}

/** Which server a command goes to: one for all of them, or the nodes of a cluster. */
export interface RedisRouter {
  /** Keys with the same answer may travel in one command. */
  slotOf(key: string): number
  /** Names the node that serves the key now: nodes fail one by one. */
  nodeOf(key: string): string
  /** Names of all of them. */
  names(): readonly string[]
  /** Grows when keys may have changed hands. */
  readonly version: number
  /** Those with data, connected or not. */
  nodes(): readonly RedisNode[]
  /** Resolves when the node of that name reads and writes for its callers; rejects with the reason otherwise. */
  check(name: string): Promise<void>
  /** Runs a command about one slot's keys, of about `bytes`, where the key is served. Rejects with a StoreError. */
  run<T>(key: string, bytes: number, command: RedisCommand<T>, options?: RunOptions): Promise<T>
  /** Runs a command that any server will do. */
  runAnywhere<T>(bytes: number, command: RedisCommand<T>): Promise<T>
  close(): void
}
