import { afterAll, expect } from 'vitest'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import type { Locator, Page } from 'playwright-core'
import { emptied, type LarderFixture, startLarder } from '../larder-fixture.ts'
import type { TestBrowser } from './browser-fixture.ts'

/** How long a page may take: only what hangs is to fail by it. */
export const SOON = { timeout: 20_000 }

/** A browser keeps a machine busy: what is written is to reach Redis all the same. */
const REDIS_DEADLINE_MS = '2000'

export interface Stage {
  readonly larder: LarderFixture
  readonly redis: RedisServer
}

export interface StageOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Part of what a page may complain of, because the test provokes it. */
  readonly complaint?: string
}

type Step = (stage: Stage) => Promise<void>

/** Runs `step` with a Larder and a Redis of its own. Fails over whatever else a page complains of. */
export async function withStage(
  browser: TestBrowser,
  step: Step,
  { env, complaint }: StageOptions = {},
): Promise<void> {
  await using stage = await startStage(env)
  await visit(browser, () => step(stage), complaint)
}

/** As `withStage`, with one for all tests of the file, which are to leave it whole. They find nothing cached. */
export function sharedStage(
  env?: StageOptions['env'],
): (browser: TestBrowser, step: Step, options?: Pick<StageOptions, 'complaint'>) => Promise<void> {
  let started: ReturnType<typeof startStage> | undefined
  afterAll(async () => {
    await (await started)?.[Symbol.asyncDispose]()
  })
  return async (browser, step, { complaint } = {}) => {
    const stage = await (started ??= startStage(env))
    await emptied(stage.larder)
    await visit(browser, () => step(stage), complaint)
  }
}

async function startStage(env: StageOptions['env'] = {}): Promise<Stage & AsyncDisposable> {
  const redis = await startRedis()
  const redisEnv = { REDIS_URL: redis.url, REDIS_DEADLINE_MS }
  const larder = await startLarder({ env: { ...redisEnv, ...env } })
  return {
    redis,
    larder,
    [Symbol.asyncDispose]: async () => {
      await larder[Symbol.asyncDispose]()
      await redis.close()
    },
  }
}

async function visit(browser: TestBrowser, body: () => Promise<void>, complaint?: string): Promise<void> {
  browser.complaints.length = 0
  try {
    await body()
  } finally {
    await browser.closePages()
  }
  const isExpected = (text: string) => complaint !== undefined && text.includes(complaint)
  expect(browser.complaints.filter((text) => !isExpected(text))).toEqual([])
}

export function verdictOf(page: Page): Locator {
  return page.locator('#verdict')
}

/** The figure of the tile with that title. */
export function tile(page: Page, title: string): Locator {
  return page.locator('#tiles > div', { hasText: title }).locator('dd')
}
