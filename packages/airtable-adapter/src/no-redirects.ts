import { createRequire } from 'node:module'

type NodeFetch = (url: string, options: object) => Promise<unknown>

/** What the official client sends its requests with. It reads `default` anew for each of them. */
const nodeFetch = createRequire(createRequire(import.meta.url).resolve('airtable'))('node-fetch') as {
  default: NodeFetch
}

/**
 * Runs what sends one request through the official client, which follows redirects and cannot be told not to: whoever
 * answers in Airtable's place could have Larder ask any address, and hand on what is found there. `send` must call its fetch
 * before it returns, as the official client does; it is ours for no longer, so that nobody else's requests change.
 */
export function withoutRedirects<T>(send: () => T): T {
  const { default: original } = nodeFetch
  nodeFetch.default = (url, options) => original(url, { ...options, redirect: 'manual' })
  try {
    return send()
  } finally {
    nodeFetch.default = original
  }
}
