/**
 * Runs the modules whose paths come as arguments, one after the other, in one process, and prints a line of JSON about
 * each. A program of its own since modules run as they would for a reader: on Node, without a test runner.
 */
import { Console } from 'node:console'
import { pathToFileURL } from 'node:url'

/** What became of one module. */
export interface Run {
  readonly path: string
  /** Line and message of the failure; absent when it ran to its end. */
  readonly failure?: string | undefined
}

/** Only what hangs is to fail by it: a busy machine takes long. */
const LIMIT_MS = 20_000

// What an example prints is no report.
globalThis.console = new Console(process.stderr)

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))

for (const path of process.argv.slice(2)) {
  const failure = await failureOf(path)
  process.stdout.write(`${JSON.stringify({ path, failure } satisfies Run)}\n`)
}
// Caches that an example left open would keep the process.
process.exit(0)

async function failureOf(path: string): Promise<string | undefined> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`It did not end within ${LIMIT_MS} ms.`)), LIMIT_MS)
  try {
    await Promise.race([import(pathToFileURL(path).href), late.promise])
    await new Promise((resolve) => setImmediate(resolve))
    const [stray] = strays.splice(0)
    return stray === undefined ? undefined : `an unhandled rejection: ${describe(stray, path)}`
  } catch (error) {
    return describe(error, path)
  } finally {
    clearTimeout(timer)
  }
}

/** The message, with the line of the module, and so of the page, on which it arose. */
function describe(error: unknown, path: string): string {
  if (!(error instanceof Error)) return String(error)
  const line = Number.parseInt(error.stack?.split(`${pathToFileURL(path).href}:`)[1] ?? '', 10)
  return `${Number.isNaN(line) ? '' : `line ${line}: `}${error.message}`
}
