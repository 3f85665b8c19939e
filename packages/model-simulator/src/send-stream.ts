import type { Exchange } from './exchange.ts'
import { holdOn } from './hold-on.ts'
import type { PreparedAnswer } from './answer-chat.ts'
import type { Quirks } from './quirks.ts'
import { chunksOf } from './stream-chunks.ts'
import { waitForAbort } from './wait-until.ts'

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }
const BROKEN = {
  error: {
    message: 'The server had an error while processing your request. (simulated)',
    type: 'server_error',
    param: null,
    code: null,
  },
}

/** Sends an answer as server-sent events, each when its tokens would have been there. */
export async function sendStream(exchange: Exchange, answer: PreparedAnswer, quirks: Quirks): Promise<void> {
  const { pace, headers } = answer
  const begin = (): void => exchange.begin(200, { ...HEADERS, ...headers })
  const goesOn = await holdOn(exchange, quirks, {
    forMs: pace.firstTokenMs,
    keepAlive: () => {
      begin()
      exchange.write(': keep-alive\n\n')
    },
  })
  if (!goesOn) return
  begin()
  let sent = 0
  for (const { tokensBefore, isLast, value } of chunksOf(answer, quirks)) {
    await exchange.waitFor(pace.firstTokenMs + tokensBefore * pace.perTokenMs)
    if (exchange.signal.aborted) return
    if (breaksHere(exchange, sent, isLast)) return giveUp(exchange)
    exchange.write(`data: ${JSON.stringify(value)}\n\n`)
    sent++
  }
  exchange.end('data: [DONE]\n\n')
}

/** Before the chunk with finish_reason at the latest: a fault that comes after it would be none. */
function breaksHere({ fault }: Exchange, sent: number, isLast: boolean): boolean {
  switch (fault?.kind) {
    case 'stall':
    case 'cut':
    case 'stream-error':
      return isLast || sent >= (fault.afterChunks ?? 2)
    case 'no-finish':
      return isLast || sent >= (fault.afterChunks ?? Number.MAX_SAFE_INTEGER)
    default:
      return false
  }
}

async function giveUp(exchange: Exchange): Promise<void> {
  if (exchange.faultKind === 'stall') return waitForAbort(exchange.signal)
  if (exchange.faultKind === 'cut') return exchange.breakOff()
  exchange.end(exchange.faultKind === 'stream-error' ? `data: ${JSON.stringify(BROKEN)}\n\n` : '')
}
