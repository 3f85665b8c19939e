import type { Reply, ReplyEvent } from './reply.ts'

/** The events of a reply as they come about: what was told on the way, then the text by sentences, then the whole. */
export async function* replyEvents(
  answer: (tell: (event: ReplyEvent) => void) => Promise<Reply>,
): AsyncGenerator<ReplyEvent> {
  const told: ReplyEvent[] = []
  let wake: () => void = () => {}
  const reply = answer((event) => {
    told.push(event)
    wake()
  })
  const ended = reply.then(
    () => true,
    () => true,
  )
  for (let isEnded = false; !isEnded;) {
    const news = new Promise<boolean>((resolve) => (wake = () => resolve(false)))
    yield* told.splice(0)
    isEnded = await Promise.race([ended, news])
  }
  yield* told.splice(0)
  const whole = await reply
  for (const text of whole.text.match(/[^.!?]+(?:[.!?]+(?=\s|$)\s*|.)?/gu) ?? []) yield { type: 'text', text }
  yield { type: 'done', reply: whole }
}
