import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../apps/api/src/main.ts', import.meta.url))

export interface StartedLarder {
  readonly url: string
  /** As at the port that pages show. */
  readonly printed: string
}

/** A server as `npm start` runs it, on a free port, for as long as the stack lives, and what it printed. */
export async function startedLarder(
  stack: AsyncDisposableStack,
  env: Readonly<Record<string, string>> = {},
): Promise<StartedLarder> {
  const child = spawn(process.execPath, ['--conditions=@larder/source', MAIN], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  stack.defer(() => void child.kill('SIGKILL'))
  let printed = ''
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(chunk)
    if (printed.includes('in a browser.\n')) break
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
  if (url === undefined) throw new Error(`It did not serve: ${printed}`)
  return { url, printed: printed.replaceAll(url, 'http://127.0.0.1:3000') }
}
