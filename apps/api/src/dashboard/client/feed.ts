import type { LiveDetails, LivePoint } from '../live-point.ts'
import { ask } from './admin-key.ts'
import { eventsOf, type ServerEvent } from './events.ts'

export interface FeedListener {
  readonly onHistory: (points: readonly LivePoint[]) => void
  readonly onPoint: (point: LivePoint) => void
  readonly onDetails: (details: LiveDetails) => void
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
  const listenOn = () => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), SILENCE_MS)
  }
  try {
    const response = await ask('cache/live', { signal: silence.signal })
    if (response.status === 401 || response.status === 403) return true
    if (!response.ok) return false
    for await (const event of eventsOf(response, listenOn)) tell(event, listener)
    return false
  } finally {
    clearTimeout(timer)
  }
}

function tell({ name, data }: ServerEvent, { onHistory, onPoint, onDetails }: FeedListener): void {
  if (name === 'history') onHistory(data as readonly LivePoint[])
  else if (name === 'details') onDetails(data as LiveDetails)
  else onPoint(data as LivePoint)
}
