import { LARDER_ROUTES, PROBLEM_NAMES, problemUri } from '@larder/api-contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { allRoutes, type AppOptions } from '../app.ts'
import { OpenAccess } from '../access/key-access.ts'
import { Conformance } from './conformance-fixture.ts'
import { openApiDocument, operationsOf } from './openapi-document.ts'

const document = openApiDocument()
const operations = operationsOf(document)

test('is a document of OpenAPI 3.1, as its own schema has it', async () => {
  const validator = new Validator()

  const { valid, errors } = await validator.validate(
    structuredClone(document) as unknown as Record<string, unknown>,
  )

  expect(errors ?? []).toEqual([])
  expect([valid, validator.version]).toEqual([true, '3.1'])
})

test('every route that is served is described, and the reverse', () => {
  const parts = { access: new OpenAccess({} as never), upstream: {}, feed: {} } as unknown as AppOptions
  const served = allRoutes(parts)
    .routes.filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
  const described = LARDER_ROUTES.map((route) => `${route.method.toUpperCase()} ${route.getRoutingPath()}`)
  const documented = operations
    .filter(({ path }) => !path.startsWith('/v0'))
    .map(({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)

  expect([...new Set(served)].toSorted()).toEqual(described.toSorted())
  expect(documented.toSorted()).toEqual(described.toSorted())
})

test('operations have ids of their own, a summary, a group and an answer that is none of a failure', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  const groups = (document.tags ?? []).map(({ name }) => name)

  expect(new Set(ids).size).toBe(ids.length)
  for (const { operation } of operations) {
    expect(operation.summary).toMatch(/\S/)
    expect(groups).toContain(operation.tags?.[0])
    expect(Object.keys(operation.responses ?? {}).some((status) => status.startsWith('2'))).toBe(true)
  }
})

test('every kind of problem is told of, with its status', () => {
  for (const name of PROBLEM_NAMES) expect(document.info.description).toContain(problemUri(name))
})

describe('examples are as their schemas say', () => {
  const conformance = new Conformance(document)
  test.each(operations.map((one) => [one.operation.operationId, one] as const))(
    '%s',
    (_, { method, path, operation }) => {
      const bodies = [
        [['paths', path, method, 'requestBody'], operation.requestBody],
        ...Object.entries(operation.responses ?? {}).map(([status, response]) => [
          ['paths', path, method, 'responses', status],
          response,
        ]),
      ] as unknown as readonly (readonly [readonly string[], WithContent | undefined])[]

      const checked = bodies.flatMap(([place, body]) =>
        Object.entries(body?.content ?? {}).flatMap(([type, { example, examples = {} }]) => {
          const validate = conformance.validator([...place, 'content', type, 'schema'])
          const values = [example, ...Object.values(examples).map(({ value }) => value)].filter(
            (value) => value !== undefined,
          )
          return values.map((value) => [type, validate(value), validate.errors])
        }),
      )

      for (const [type, isValid, errors] of checked)
        expect([type, isValid, errors]).toEqual([type, true, null])
      expect(checked.length).toBeGreaterThan(0)
    },
  )
})

interface WithContent {
  readonly content?: Readonly<
    Record<
      string,
      {
        readonly example?: unknown
        readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
      }
    >
  >
}
