import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'vitest'

const MAIN = new URL('./main.ts', import.meta.url).pathname

/** The program in a process of its own, as `npm start` runs it. */
export interface Program {
  /** Everything that it has written. */
  readonly output: () => string
  readonly kill: (signal: NodeJS.Signals) => void
  readonly exit: Promise<number | null>
  /** Its URL, once it serves. */
  readonly url: () => Promise<string>
}

export function runProgram(env: Readonly<Record<string, string>>, args: readonly string[] = []): Program {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, ['--conditions=@larder/source', MAIN, ...args], {
    env: { PATH, NODE_COMPILE_CACHE, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const output = () => text
  return {
    output,
    kill: (signal) => void child.kill(signal),
    exit: once(child, 'exit').then(([code]) => code as number | null),
    url: async () => {
      await expect.poll(output, { timeout: 40_000 }).toContain('/cache/health')
      return /Larder serves (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1] ?? ''
    },
  }
}
