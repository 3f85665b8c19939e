import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Footprint, ProbeQuestion } from './server-probe.ts'

const PROBE = new URL('./server-probe.ts', import.meta.url).href

/** A program that serves http on loopback, in a process of its own. */
export interface ServerProcess {
  readonly url: string
  /** Whether it still runs. */
  readonly isRunning: () => boolean
  /** Everything that it has written. */
  readonly output: () => string
  readonly footprint: () => Promise<Footprint>
  /** Processor time that it has used so far, in ms. */
  readonly cpuMs: () => Promise<number>
  /** SIGTERM; resolves to its exit code and how long it took, in ms. */
  readonly stop: () => Promise<{ readonly code: number | null; readonly ms: number }>
  /** SIGKILL, if it still runs. */
  readonly kill: () => void
}

export interface ServerProgram {
  /** Path of the program, which writes `… serves http://127.0.0.1:PORT` when it does. */
  readonly path: string
  readonly args?: readonly string[] | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
}

/** Starts the program; rejects with what it wrote when it does not serve within 20 s. */
export async function startServer({ path, args = [], env = {} }: ServerProgram): Promise<ServerProcess> {
  const flags = ['--conditions=@larder/source', '--expose-gc', '--import', PROBE]
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [...flags, path, ...args], {
    // Nothing else of our own environment: it may configure a server.
    env: { PATH, NODE_COMPILE_CACHE, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const url = await servingUrl(child, () => text)
  const ask = async (question: ProbeQuestion): Promise<unknown> => {
    const answer = once(child, 'message')
    child.send(question)
    const [told] = (await answer) as [unknown]
    return told
  }
  return {
    url,
    isRunning: () => isRunning(child),
    output: () => text,
    footprint: async () => (await ask('footprint')) as Footprint,
    cpuMs: async () => (await ask('cpu')) as number,
    stop: async () => {
      const startedAt = performance.now()
      if (!isRunning(child)) return { code: child.exitCode ?? -1, ms: 0 }
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = (await gone) as [number | null]
      return { code, ms: performance.now() - startedAt }
    },
    kill: () => void (isRunning(child) && child.kill('SIGKILL')),
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

async function servingUrl(child: ChildProcess, output: () => string): Promise<string> {
  const until = performance.now() + 20_000
  while (performance.now() < until && isRunning(child)) {
    const [, url] = / serves (http:\/\/127\.0\.0\.1:\d+)/.exec(output()) ?? []
    if (url !== undefined) return url
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  child.kill('SIGKILL')
  throw new Error(`The server did not start:\n${output()}`)
}
