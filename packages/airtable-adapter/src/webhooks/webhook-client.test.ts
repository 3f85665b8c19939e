import { describe, expect, test } from 'vitest'
import type { AirtableRequest } from '../airtable-client.ts'
import { airtableErrorFromAnswer } from '../airtable-error.ts'
import { WebhookClient } from './webhook-client.ts'

const { signal } = new AbortController()

/** A client whose requests are all answered alike. */
function answering(answer: unknown) {
  const requests: AirtableRequest[] = []
  const client = new WebhookClient({
    load: async (request) => {
      requests.push(request)
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { client, requests }
}

describe('an answer without form is an error of Airtable, and nothing of it is told', () => {
  test.each([
    ['list', (client: WebhookClient) => client.list('appA', signal)],
    ['create', (client: WebhookClient) => client.create('appA', undefined, signal)],
    ['payloads', (client: WebhookClient) => client.payloads('appA', 'achA', 1, signal)],
  ])('%s', async (_name, ask) => {
    const shapes = [
      null,
      'x',
      {},
      { webhooks: [null] },
      { id: 7, macSecretBase64: 'hush' },
      { payloads: [], cursor: 0 },
    ]
    for (const shape of shapes) {
      const error: unknown = await ask(answering(shape).client).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ name: 'AirtableError', kind: 'server', status: 502 })
      expect(String(error)).not.toContain('hush')
    }
  })
})

test('a webhook that does not expire, and one whose details are missing, are read with care', async () => {
  const { client } = answering({
    webhooks: [{ id: 'achA', expirationTime: null, cursorForNextPayload: 'x' }],
  })

  expect(await client.list('appA', signal)).toEqual([
    {
      id: 'achA',
      notificationUrl: undefined,
      specification: undefined,
      nextCursor: 1,
      isEnabled: true,
      areNotificationsEnabled: true,
      expiresAt: undefined,
    },
  ])
})

test('deleting what is gone is done; whatever else goes wrong is told', async () => {
  await expect(
    answering(airtableErrorFromAnswer(404, {})).client.delete('appA', 'achA', signal),
  ).resolves.toBeUndefined()
  await expect(
    answering(airtableErrorFromAnswer(403, {})).client.delete('appA', 'achA', signal),
  ).rejects.toMatchObject({
    status: 403,
  })
})

test('payloads are asked for by the page, from a number on', async () => {
  const { client, requests } = answering({ payloads: [], cursor: 7, mightHaveMore: false })
  await client.payloads('appA', 'achA', 7, signal)

  expect(requests.map(({ method, base, segments }) => [method, base, segments])).toEqual([
    ['GET', 'bases', ['appA', 'webhooks', 'achA', 'payloads']],
  ])
  expect(requests[0]?.query?.toString()).toBe('cursor=7&limit=50')
  expect(requests[0]?.priority).toBe('interactive-read')
})

test('what keeps the webhook waits behind all others', async () => {
  const { client, requests } = answering({ webhooks: [] })
  await client.list('appA', signal)
  await client.enableNotifications('appA', 'achA', signal)

  expect(requests.map(({ priority }) => priority)).toEqual(['background', 'background'])
})
