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

/** How many answers came, and in which time. Throws when one was another than expected. */
export async function closedLoop({
  url,
  headers,
  connections,
  seconds,
  status,
}: ClosedLoopOptions): Promise<{ readonly requests: number; readonly perSecond: number }> {
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
