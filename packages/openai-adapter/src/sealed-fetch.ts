export type Fetch = typeof globalThis.fetch

/**
 * A fetch that sends these headers and no others. The SDK adds what it finds in the environment (`OPENAI_ORG_ID`,
 * `OPENAI_PROJECT_ID`, `OPENAI_CUSTOM_HEADERS`, which may even replace the key), and those belong to one provider, not to
 * whichever is asked. Redirects are not followed: they would take the prompt elsewhere.
 */
export function sealedFetch(apiKey: string, inner: Fetch = globalThis.fetch): Fetch {
  return (input, init) => {
    const given = new Headers(init?.headers)
    const headers = {
      accept: given.get('accept') ?? 'application/json',
      'content-type': 'application/json',
      'user-agent': 'larder',
      authorization: `Bearer ${apiKey}`,
    }
    return inner(input, { ...init, headers, redirect: 'manual' })
  }
}
