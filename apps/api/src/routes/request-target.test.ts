import { expect, test } from 'vitest'
import { targetOf } from './request-target.ts'

const LIST = 'http://127.0.0.1:3000/v0/appA/Mesas'

test('an address is taken apart once, and what it asks for as a list too', () => {
  const target = targetOf(`${LIST}?pageSize=3&view=Todas`)

  expect(target.path).toEqual({ kind: 'records', base: 'appA', table: 'Mesas', recordId: undefined })
  expect(target.list).toMatchObject({ pageSize: 3, offset: undefined })
  expect([...target.list.parameters]).toEqual([['view', 'Todas']])
  expect(targetOf(`${LIST}?pageSize=3&view=Todas`)).toBe(target)
  expect(target.list).toBe(target.list)
})

test('another address is another target', () => {
  expect(targetOf(`${LIST}?pageSize=4`).list.pageSize).toBe(4)
  expect(targetOf(`${LIST}?pageSize=5`).list.pageSize).toBe(5)
  expect(targetOf('http://127.0.0.1:3000/v1/appA/Mesas').path).toBeUndefined()
})

test('a long address is read like any other, and not kept', () => {
  const long = `${LIST}?filterByFormula=${'A'.repeat(2_000)}`

  const target = targetOf(long)

  expect(target.list.parameters.get('filterByFormula')).toHaveLength(2_000)
  expect(targetOf(long)).not.toBe(target)
})

test.each(['Meta/bases', 'META/whoami', 'Bases/appA/webhooks'])(
  '%s is no table, should Airtable take it for what a key for records must not reach',
  (path) => {
    expect(targetOf(`http://127.0.0.1:3000/v0/${path}`).path).toBeUndefined()
  },
)
