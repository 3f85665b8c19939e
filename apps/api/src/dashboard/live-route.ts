import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { LiveFeed } from './live-feed.ts'
import type { LivePoint } from './live-point.ts'
import { Signal } from './signal.ts'

/** Watchers at a time: each holds a connection. */
const MAX_WATCHERS = 50
/** Points that may wait for a watcher that reads slowly; older ones are left out. */
const MAX_BEHIND = 10

/** Server-sent events: `history` with the points so far, then a `point` and its `details` a second. */
export class LiveRoute {
  readonly #feed: LiveFeed
  #watchers = 0

  constructor(feed: LiveFeed) {
    this.#feed = feed
  }

  get isFull(): boolean {
    return this.#watchers >= MAX_WATCHERS
  }

  answer(c: Context): Response {
    c.header('x-accel-buffering', 'no')
    // Nobody reads what would follow, so that it would never end.
    if (c.req.raw.method === 'HEAD') return c.body(null, 200, { 'content-type': 'text/event-stream' })
    this.#watchers++
    return streamSSE(c, async (stream) => {
      const waiting: LivePoint[] = []
      const news = new Signal()
      const tell = (event: string, data: object) => stream.writeSSE({ event, data: JSON.stringify(data) })
      let isOver = false
      const end = () => {
        isOver = true
        news.raise()
      }
      stream.onAbort(end)
      const leave = this.#feed.listen({
        onPoint: (point) => {
          waiting.push(point)
          if (waiting.length > MAX_BEHIND) waiting.shift()
          news.raise()
        },
        onEnd: end,
      })
      try {
        await tell('history', this.#feed.points)
        while (!isOver) {
          const point = waiting.shift()
          if (point) await tell('point', point)
          if (point && waiting.length === 0) await tell('details', this.#feed.details())
          if (!point) await news.raised()
        }
      } finally {
        leave()
        this.#watchers--
      }
    })
  }
}
