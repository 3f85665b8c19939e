import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
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

/** A browser that fails the test over whatever a page complains of. */
export class TestBrowser {
  readonly #browser: Browser
  readonly complaints: string[] = []
  readonly #pages = new Set<Page>()

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  static async start(): Promise<TestBrowser> {
    return new TestBrowser(await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS }))
  }

  async open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.#browser.newPage(options)
    this.#pages.add(page)
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    await page.goto(url)
    return page
  }

  async closePages(): Promise<void> {
    await Promise.all([...this.#pages].map((page) => page.close()))
    this.#pages.clear()
  }

  close(): Promise<void> {
    return this.#browser.close()
  }
}

/** What axe-core finds wrong with the page, by rule and place; `without`: a selector of what is left out. */
export async function accessibilityProblems(page: Page, without?: string): Promise<readonly string[]> {
  const context = without === undefined ? '' : JSON.stringify({ exclude: [[without]] })
  // The page lets no script in but its own: axe comes in from outside of it.
  const found = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run(${context})`)
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
