import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import axe from 'axe-core'

/** The system's Chromium, which scripts/ensure-chromium.mjs has found or installed. */
const EXECUTABLE = process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where a page is between two tests. */
const BLANK = 'about:blank'

/** A browser that fails the test over whatever a page complains of, or asks for anywhere else. To make a page takes seconds: they are used again. */
export class TestBrowser {
  readonly #browser: Browser
  readonly complaints: string[] = []
  readonly #inUse = new Set<Page>()
  readonly #origins = new Map<Page, string>()
  readonly #contexts = new Map<string, Promise<BrowserContext>>()

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  static async start(): Promise<TestBrowser> {
    return new TestBrowser(await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS }))
  }

  async open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#contextOf(options)
    const page = context.pages().find((one) => !this.#inUse.has(one)) ?? (await this.#newPage(context))
    this.#inUse.add(page)
    this.#origins.set(page, new URL(url).origin)
    await page.goto(url)
    return page
  }

  /** Leaves them as new, for others to open. */
  async closePages(): Promise<void> {
    await Promise.all([...this.#inUse].filter((page) => !page.isClosed()).map(leave))
    this.#inUse.clear()
  }

  close(): Promise<void> {
    return this.#browser.close()
  }

  /** One for all pages that are opened alike. */
  #contextOf(options: BrowserContextOptions): Promise<BrowserContext> {
    const key = JSON.stringify(options)
    const context = this.#contexts.get(key) ?? this.#browser.newContext(options)
    this.#contexts.set(key, context)
    return context
  }

  async #newPage(context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      const isElsewhere = protocol !== 'data:' && origin !== this.#origins.get(page)
      if (isElsewhere && request.url() !== BLANK) this.complaints.push(`It asked for ${request.url()}`)
    })
    return page
  }
}

/** One that shows an error of the browser has no storage: it is of no further use. */
async function leave(page: Page): Promise<void> {
  try {
    await page.evaluate('localStorage.clear(); sessionStorage.clear()')
    await page.goto(BLANK)
  } catch {
    await page.close()
  }
}

/** What axe-core finds wrong with the page, by rule and place. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // The page lets no script in but its own: axe comes in from outside of it.
  const found = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run({ resultTypes: ['violations'] })`)
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
