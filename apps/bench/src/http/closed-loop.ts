import autocannon from 'autocannon'

export interface ClosedLoopOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Each sends its next request as soon as it has an answer. */
  readonly connections: number
  readonly seconds: number
  /** What every answer must have. */
  readonly status: number
}

/**
 * How many answers came, and in which time. Throws when one was another than expected. Whoever asks stays awake: on the same
 * machine an answer to one that sleeps has to wake it, which takes the server as much time as its own code does, and only the
 * slower one of two ever meets a sleeper.
 */
export async function closedLoop({
  url,
  headers,
  connections,
  seconds,
  status,
}: ClosedLoopOptions): Promise<{ readonly requests: number; readonly perSecond: number }> {
  using _ = stayAwake()
  const result = await autocannon({
    url,
    headers: { ...headers },
    connections,
    duration: seconds,
    sampleInt: 100,
  })
  const counts = result.statusCodeStats ?? {}
  const others = Object.keys(counts).filter((code) => code !== `${status}`)
  if (others.length > 0 || result.errors > 0)
    throw new Error(
      `${url}: ${result.errors} errors, and answers ${JSON.stringify(counts)} where ${status} was expected.`,
    )
  const requests = counts[`${status}`]?.count ?? 0
  return { requests, perSecond: requests / result.duration }
}

/** Has the event loop look for events without pause. */
function stayAwake(): Disposable {
  let next = setImmediate(function again() {
    next = setImmediate(again)
  })
  return { [Symbol.dispose]: () => clearImmediate(next) }
}
