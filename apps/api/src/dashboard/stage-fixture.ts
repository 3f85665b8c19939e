import { expect } from 'vitest'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import type { Locator, Page } from 'playwright-core'
import { type LarderFixture, withLarder } from '../larder-fixture.ts'
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

/** Runs `step` with a Larder and a Redis of its own. Fails over whatever else a page complains of. */
export async function withStage(
  browser: TestBrowser,
  step: (stage: Stage) => Promise<void>,
  { env = {}, complaint }: StageOptions = {},
): Promise<void> {
  const redis = await startRedis()
  browser.complaints.length = 0
  try {
    const redisEnv = { REDIS_URL: redis.url, REDIS_DEADLINE_MS }
    await withLarder({ env: { ...redisEnv, ...env } }, async (larder) => {
      try {
        await step({ larder, redis })
      } finally {
        await browser.closePages()
      }
    })
    const isExpected = (text: string) => complaint !== undefined && text.includes(complaint)
    expect(browser.complaints.filter((text) => !isExpected(text))).toEqual([])
  } finally {
    await redis.close()
  }
}

export function verdictOf(page: Page): Locator {
  return page.locator('#verdict')
}

/** The figure of the tile with that title. */
export function tile(page: Page, title: string): Locator {
  return page.locator('#tiles > div', { hasText: title }).locator('dd')
}
