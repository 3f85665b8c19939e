import { expect, test } from 'vitest'
import { problems } from './problem-responses.ts'
import { PROBLEM_NAMES, PROBLEM_TYPES, problemUri } from './problem-types.ts'

test('problems of one status share a response, and each has an example', () => {
  const responses = problems('malformed-body', 'invalid-input', 'not-found')

  expect(Object.keys(responses)).toEqual(['400', '404'])
  const { description, content } = responses[400]
  expect(description).toContain('`malformed-body`')
  expect(Object.keys(content['application/problem+json'].examples)).toEqual([
    'malformed-body',
    'invalid-input',
  ])
})

test('every kind is one of a failure, and has an address of its own', () => {
  for (const name of PROBLEM_NAMES) {
    expect(PROBLEM_TYPES[name].status).toBeGreaterThanOrEqual(400)
    expect(problemUri(name)).toMatch(/^\/docs#problem-[a-z-]+$/)
  }
})
