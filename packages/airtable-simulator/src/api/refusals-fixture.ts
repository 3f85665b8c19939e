import { expect, test } from 'vitest'
import { startFixture } from '../simulator-fixture.ts'

export const NOT_FOUND_OR_NOT_PERMITTED: object = {
  type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
  message:
    'Invalid permissions, or the requested model was not found. Check that both your user and your token have the required permissions, and that the model names and/or ids are correct.',
}
export const UNKNOWN: object = {
  type: 'INVALID_REQUEST_UNKNOWN',
  message: 'Invalid request: parameter validation failed. Check your request data.',
}
export const UP_TO_TEN: object = {
  type: 'INVALID_RECORDS',
  message:
    'You must provide an array of up to 10 record objects, each with an "id" ID field and a "fields" object for cell values.',
}
/** A record that is not there. */
export const ABSENT: string = 'recAbsent00000001'

/** A request, and how it is refused. */
export type Case = readonly [
  name: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  error: unknown,
]

export function testRefusals(cases: readonly Case[]): void {
  test.each(cases)('%s: %s %s', async (_name, method, path, body, status, error) => {
    const { call } = await startFixture()

    const answer = await call(method, path, body)

    expect(answer.body).toEqual({ error })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('etag')).toMatch(/^W\/"/)
  })
}
