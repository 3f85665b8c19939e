import { FakeClock } from '@larder/cache-core/testing'
import { expect, test } from 'vitest'
import { doctor } from './doctor.ts'

const AUTUMN = Date.parse('2026-11-27T12:00:00Z')
const KEYS = { OPENAI_API_KEY: 'sk-secret-1', DEEPSEEK_API_KEY: 'sk-secret-2' }

test('without keys nobody is asked, and that is no trouble', async () => {
  const findings = await examine({}, AUTUMN, () => Promise.reject(new Error('nobody is to be asked')))

  expect(findings.filter(({ text }) => text.includes('is not set'))).toHaveLength(2)
  expect(findings.find(({ text }) => text.includes('is not set'))?.isTrouble).toBe(false)
})

test('each provider is asked for its models with its own key, and a missing one is told', async () => {
  const asked: string[] = []
  const findings = await examine(KEYS, AUTUMN, (url, init) => {
    asked.push(`${new URL(url).host} ${new Headers(init.headers).get('authorization')}`)
    return Promise.resolve(Response.json({ data: [{ id: 'gpt-6-luna' }, { id: 'deepseek-flash' }] }))
  })

  expect(asked.sort()).toEqual(['api.deepseek.com Bearer sk-secret-2', 'api.openai.com Bearer sk-secret-1'])
  expect(told(findings, 'lists gpt-6-luna')?.isTrouble).toBe(false)
  expect(told(findings, 'does not list gpt-4o-2024-11-20')?.isTrouble).toBe(true)
})

test('a refused key is trouble, and is not repeated', async () => {
  const findings = await examine(KEYS, AUTUMN, () => Promise.resolve(new Response('no', { status: 401 })))

  expect(told(findings, 'refused with 401')?.isTrouble).toBe(true)
  expect(JSON.stringify(findings)).not.toContain('sk-secret')
})

test('a shutdown that is near, or past, is trouble', async () => {
  const never = () => Promise.reject(new Error('no'))

  expect(
    told(await examine({}, AUTUMN, never), 'gpt-4o-2024-11-20 is shut down on 2027-01-14')?.isTrouble,
  ).toBe(true)
  expect(
    told(await examine({}, Date.parse('2027-02-01T00:00:00Z'), never), 'gpt-4o-2024-11-20 was shut down')
      ?.isTrouble,
  ).toBe(true)
})

test('prices grow old', async () => {
  const never = () => Promise.reject(new Error('no'))

  expect(told(await examine({}, AUTUMN, never), 'within 90 days')?.isTrouble).toBe(false)
  expect(told(await examine({}, AUTUMN + 200 * 86_400_000, never), 'more than 90 days ago')?.isTrouble).toBe(
    true,
  )
})

type Ask = Parameters<typeof doctor>[0]['fetch']

function examine(environment: object, now: number, fetch: Ask) {
  return doctor({ environment, clock: new FakeClock(now), fetch })
}

function told(findings: Awaited<ReturnType<typeof doctor>>, text: string) {
  return findings.find((finding) => finding.text.includes(text))
}
