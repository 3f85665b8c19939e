import type { AirtableClient } from '@larder/airtable-adapter'
import type { KnownBase } from './known-base.ts'
import { type Tracing, within } from './tracing.ts'
import { baseOf, outcomeOf } from './upstream-meter.ts'

/** The client, whose requests are spans. */
export function tracedClient(client: AirtableClient, tracing: Tracing, knownBase: KnownBase): AirtableClient {
  return {
    account: client.account,
    send: (request) => {
      const attributes = {
        'http.request.method': request.method,
        'server.address': 'airtable',
        'larder.base': knownBase(baseOf(request)),
      }
      return within(tracing, `${request.method} airtable`, { kind: 'client', attributes }, async (span) => {
        try {
          const answer = await client.send(request)
          span.note({ 'larder.upstream.outcome': '2xx' })
          return answer
        } catch (error) {
          span.note({ 'larder.upstream.outcome': outcomeOf(error) })
          throw error
        }
      })
    },
  }
}
