import { systemClock } from '@larder/cache-core'
import { type ModelSimulator, startModelSimulator } from '@larder/model-simulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { routerAnswerOf } from './brains/router-oracle.ts'
import { type LlmOptions, runLlm } from './run-llm.ts'
import { llmPage } from './report/llm-page.ts'

let simulator: ModelSimulator

beforeEach(async () => {
  simulator = await startModelSimulator({
    quirks: { '/openai': 'openai', '/deepseek': 'deepseek' },
    apiKeys: { openai: ['key-of-openai'], deepseek: ['key-of-deepseek'] },
    brain: () => ({ content: JSON.stringify(routerAnswerOf({ intent: 'book', language: 'es', slots: {} })) }),
  })
})

afterEach(() => simulator.close())

test('with keys the same run asks the providers, each with its own key, and nothing is called simulated', async () => {
  const report = await runLlm(options({ keys: ['OPENAI_API_KEY', 'DEEPSEEK_API_KEY'] }))

  const [router] = report?.tracks ?? []
  expect(router?.arms.map(({ arm }) => arm)).toEqual([
    'rules',
    'n-gram',
    'gpt-6-luna',
    'gpt-6.1-terra low',
    'deepseek-flash',
    'deepseek-flash high',
  ])
  for (const { arm, outcomes, models } of router?.arms.slice(2) ?? []) {
    expect([arm, Object.keys(outcomes).filter((name) => name !== 'correct' && name !== 'wrong')]).toEqual([
      arm,
      [],
    ])
    expect(arm.startsWith(models[0] ?? 'nobody')).toBe(true)
  }
  expect(report?.provenance.spentUsd).toBeGreaterThan(0)
  expect(llmPage(report as NonNullable<typeof report>)).not.toMatch(/simulated/i)
  const keys = simulator.journal.entries.map(
    ({ provider, headers }) => `${provider} ${headers['authorization']}`,
  )
  expect(new Set(keys)).toEqual(new Set(['openai Bearer key-of-openai', 'deepseek Bearer key-of-deepseek']))
})

test('with one key the models of that provider are asked, and the others left out', async () => {
  const report = await runLlm(options({ keys: ['DEEPSEEK_API_KEY'] }))

  const names = report?.tracks[0]?.arms.map(({ arm }) => arm)
  expect(names).toEqual(['rules', 'n-gram', 'deepseek-flash', 'deepseek-flash high'])
  expect(report?.tracks[0]?.comparisons.map(({ candidate }) => candidate)).toContain('deepseek-flash high')
  expect(simulator.journal.entries.every(({ provider }) => provider === 'deepseek')).toBe(true)
})

test('thinking is asked for where the arm says so, and nowhere else', async () => {
  await runLlm(options({ keys: ['DEEPSEEK_API_KEY'] }))

  const thinking = simulator.journal.entries.map(
    ({ bodyText }) => /"thinking":\{"type":"(\w+)"/.exec(bodyText)?.[1],
  )
  expect(new Set(thinking)).toEqual(new Set(['enabled', 'disabled']))
})

test('a dry run asks nobody', async () => {
  const report = await runLlm({ ...options({ keys: ['OPENAI_API_KEY'] }), isDryRun: true })

  expect(report).toBeUndefined()
  expect(simulator.journal.entries).toEqual([])
})

test('a provider that is down costs its arm every answer, and the run none of the others', async () => {
  simulator.chaos.failAll('503')

  const report = await runLlm(options({ keys: ['DEEPSEEK_API_KEY'] }))

  const [rules, , flash] = report?.tracks[0]?.arms ?? []
  expect(flash?.outcomes).toEqual({ OVERLOADED: 4 })
  expect(flash?.spoilt).toBe(4)
  expect(rules?.spoilt).toBe(0)
})

function options({ keys }: { readonly keys: readonly string[] }): LlmOptions {
  const own: Record<string, string> = { OPENAI_API_KEY: 'key-of-openai', DEEPSEEK_API_KEY: 'key-of-deepseek' }
  return {
    armSet: 'today',
    tracks: ['router'],
    repeats: 1,
    cases: 4,
    budgetUsd: 5,
    seed: 1,
    concurrency: { router: 4, logic: 4, human: 4, e2e: 4 },
    isDryRun: false,
    environment: {
      ...Object.fromEntries(keys.map((key) => [key, own[key]])),
      OPENAI_BASE_URL: simulator.baseUrl('openai'),
      DEEPSEEK_BASE_URL: simulator.baseUrl('deepseek'),
    },
    clock: systemClock,
    signal: new AbortController().signal,
    onProgress: () => {},
    onForecast: () => {},
  }
}
