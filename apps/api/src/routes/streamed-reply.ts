import type { ReplyEvent } from '@larder/assistant'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Logger } from 'pino'

/** A reply as server-sent events. The first event decides the status: rejects with what is refused before it. */
export async function streamedReply(
  c: Context,
  reply: AsyncIterable<ReplyEvent>,
  logger: Logger,
): Promise<Response> {
  const events = reply[Symbol.asyncIterator]()
  let next = await events.next()
  return streamSSE(c, async (stream) => {
    try {
      for (; next.done !== true; next = await events.next()) {
        const { type, ...event } = next.value
        await stream.writeSSE({ event: type, data: JSON.stringify(event) })
      }
    } catch (thrown) {
      // Here and not in Hono's own handler, after which Hono sends the error's message itself.
      if (c.req.raw.signal.aborted) return
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      logger.error({ error: error.message, stack: error.stack }, 'a reply failed on its way')
      const detail = 'The reply failed on its way: ask where the conversation stands.'
      await stream.writeSSE({ event: 'error', data: JSON.stringify({ detail }) })
    }
  })
}
