import type { LiveDetails, LivePoint } from '../live-point.ts'
import { asked, Refusal } from './ask-json.ts'
import { eventsOf, type ServerEvent } from './events.ts'

export interface FeedListener {
  /** At first what has been so far, then each new one. */
  readonly onPoints: (points: readonly LivePoint[]) => void
  readonly onDetails: (details: LiveDetails) => void
  /** The server wants another key. */
  readonly onRefused: () => void
  /** `why`: what the server says, where it has answered. */
  readonly onLost: (why: string | undefined) => void
}

const RETRY_MS = 1_000
/** Without a word for so long the connection counts as lost: there is one a second. */
const SILENCE_MS = 5_000

/**
 * Reads server-sent events by fetch, which can present a key; begins again for ever when they end. A page that nobody sees
 * holds no connection: to one server a browser has six for all of its tabs, and the next tab would wait for ever.
 */
export async function follow(listener: FeedListener): Promise<void> {
  for (;;) {
    if (document.hidden) await visibilityChange()
    const leaving = new AbortController()
    void visibilityChange(leaving.signal).then(() => leaving.abort())
    try {
      await read(listener, leaving.signal)
      listener.onLost(undefined)
    } catch (error) {
      if (error instanceof Refusal && error.isOfKey) return listener.onRefused()
      if (!leaving.signal.aborted) listener.onLost(error instanceof Refusal ? error.message : undefined)
    }
    if (!leaving.signal.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    leaving.abort()
  }
}

function visibilityChange(signal?: AbortSignal): Promise<unknown> {
  return new Promise((resolve) =>
    document.addEventListener('visibilitychange', resolve, { once: true, ...(signal ? { signal } : {}) }),
  )
}

/** Resolves when they end. */
async function read(listener: FeedListener, leaving: AbortSignal): Promise<void> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), SILENCE_MS)
  const listenOn = () => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), SILENCE_MS)
  }
  try {
    const response = await asked('cache/live', { signal: AbortSignal.any([leaving, silence.signal]) })
    for await (const event of eventsOf(response, listenOn)) tell(event, listener)
  } finally {
    clearTimeout(timer)
  }
}

function tell({ name, data }: ServerEvent, { onPoints, onDetails }: FeedListener): void {
  if (name === 'history') onPoints(data as readonly LivePoint[])
  else if (name === 'details') onDetails(data as LiveDetails)
  else onPoints([data as LivePoint])
}
