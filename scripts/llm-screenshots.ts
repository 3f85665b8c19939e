// Makes the pictures of docs/assistant.md: of the report of `pnpm bench llm` without keys, which is simulated and says so.
// Takes about three minutes, or none with a report that is there already: llm-screenshots.ts llm-report.html
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { TestBrowser } from '../apps/api/src/dashboard/browser-fixture.ts'
import { ensureChromium } from './ensure-chromium.mjs'
import { screenshotPath } from './screenshot-path.ts'

Object.assign(process.env, ensureChromium())
const VIEW = { viewport: { width: 960, height: 640 }, colorScheme: 'light', locale: 'en-GB' } as const
/** The first picture of each kind, by its words. */
const PLOTS = {
  'llm-comparison': 'Differences in accuracy',
  'llm-cost-quality': 'Cost against quality',
  'llm-latency': 'Time to the whole answer',
} as const

const folder = mkdtempSync(join(tmpdir(), 'larder-llm-'))
try {
  const [, , given] = process.argv
  const report = given === undefined ? made(join(folder, 'report.html')) : resolve(given)
  const browser = await TestBrowser.start()
  try {
    const page = await browser.open(pathToFileURL(report).href, VIEW)
    await page.screenshot({ path: screenshotPath('llm-report') })
    for (const [name, words] of Object.entries(PLOTS)) {
      const plot = page.locator('figure', { hasText: words }).first()
      await plot.screenshot({ path: screenshotPath(name) })
    }
  } finally {
    await browser.close()
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** Without keys: what a picture shows must not depend on whose they are. */
function made(report: string): string {
  const main = fileURLToPath(new URL('../apps/bench/src/main.ts', import.meta.url))
  const flags = ['--conditions=@larder/source', '--disable-warning=ExperimentalWarning']
  const { status } = spawnSync(
    process.execPath,
    [...flags, main, 'llm', '--arms', 'offline', '--report', report],
    {
      stdio: 'inherit',
    },
  )
  if (status !== 0) throw new Error(`pnpm bench llm ended with ${status}.`)
  return report
}
