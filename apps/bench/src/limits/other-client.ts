import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { latencies, quantile } from './limit.ts'

const CALLERS = 4

/** A client of the same Redis that has nothing to do with Larder, in a process of its own. */
export class OtherClient {
  readonly #child: ChildProcess

  constructor(redisUrl: string) {
    this.#child = fork(fileURLToPath(import.meta.url), [redisUrl])
  }

  /** Reads from now on until the function it gives is called, which resolves to the p99 of its GETs, in ms. */
  begin(): () => Promise<number> {
    this.#child.send('begin')
    return async () => {
      const replied = once(this.#child, 'message')
      this.#child.send('end')
      const [p99] = (await replied) as [number]
      return p99
    }
  }

  close(): void {
    this.#child.kill()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const redis = new Redis(process.argv[2] ?? '')
  await redis.set('other', 'x'.repeat(900))
  let isOver = false
  process.on('message', (message) => {
    isOver = message === 'end'
    if (message === 'begin') void read()
  })
  const read = async () => {
    const samples = await latencies(
      CALLERS,
      () => isOver,
      () => redis.get('other'),
    )
    process.send?.(quantile(samples, 0.99))
  }
}
