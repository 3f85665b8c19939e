import { ask } from './admin-key.ts'
import type { Point } from './series.ts'

export interface FeedListener {
  readonly onHistory: (points: readonly Point[]) => void
  readonly onPoint: (point: Point) => void
  /** The server wants another key. */
  readonly onRefused: () => void
  readonly onLost: () => void
}

const RETRY_MS = 1_000
/** Without a word for so long the connection counts as lost: there is one a second. */
const SILENCE_MS = 5_000

/** Reads server-sent events by fetch, which can present a key; begins again for ever when they end. */
export async function follow(listener: FeedListener): Promise<void> {
  for (;;) {
    try {
      if (await read(listener)) return listener.onRefused()
    } catch {
      // However it ended, it is tried again.
    }
    listener.onLost()
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

/** Resolves when they end; to whether the key was refused. */
async function read(listener: FeedListener): Promise<boolean> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), SILENCE_MS)
  try {
    const response = await ask('cache/live', { signal: silence.signal })
    if (response.status === 401 || response.status === 403) return true
    if (!response.ok || !response.body) return false
    let text = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), SILENCE_MS)
      const events = (text + chunk).split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) tell(event, listener)
    }
    return false
  } finally {
    clearTimeout(timer)
  }
}

function tell(event: string, { onHistory, onPoint }: FeedListener): void {
  const name = /^event: (.*)$/m.exec(event)?.[1]
  const data = /^data: (.*)$/m.exec(event)?.[1]
  if (data === undefined) return
  if (name === 'history') onHistory(JSON.parse(data) as readonly Point[])
  else onPoint(JSON.parse(data) as Point)
}
