import { checkRedis } from './redis-health.ts'
import { RedisNode, type RedisNodeOptions } from './redis-node.ts'
import type { RedisCommand, RedisRouter, RunOptions } from './redis-router.ts'

/** Every key is served by one server, which may be whichever one the sentinels name. */
export class SingleServer implements RedisRouter {
  readonly version = 0
  readonly #node: RedisNode
  readonly #names: readonly [string]
  readonly #canaryKey: string

  constructor(options: RedisNodeOptions, canaryKey: string) {
    this.#node = new RedisNode(options)
    this.#names = [options.name]
    this.#canaryKey = canaryKey
  }

  slotOf(_key: string): number {
    return 0
  }

  nodeOf(_key: string): string {
    return this.#names[0]
  }

  names(): readonly string[] {
    return this.#names
  }

  nodes(): readonly RedisNode[] {
    return [this.#node]
  }

  check(_name: string): Promise<void> {
    return checkRedis(this.#node, this.#canaryKey)
  }

  run<T>(_key: string, bytes: number, command: RedisCommand<T>, options?: RunOptions): Promise<T> {
    return this.#node.lanes.run(bytes, command, options)
  }

  runAnywhere<T>(bytes: number, command: RedisCommand<T>): Promise<T> {
    return this.#node.lanes.run(bytes, command)
  }

  close(): void {
    this.#node.close()
  }
}
