// `pnpm test:deploy`: does what the Dockerfile does, without Docker. Copies and runs what its build stage copies and runs, in
// a folder of its own, then starts what the image would start, with a bare Node, and asks it. Takes about a minute.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type DockerInstruction, root, stage } from './deploy-files.ts'

/** Of gcr.io/distroless/nodejs22-debian12, as published (labs.iximiuz.com, "A Deeper Look into Node.js Docker Images"), in MB. */
const PUBLISHED_BASE_MB = 141
/** What an image may have, in MB. */
const MOST_MB = 200
const KEY = 'a-key-of-this-replay-only'

const folder = mkdtempSync(join(tmpdir(), 'larder-image-'))
const inFolder = (path: string) => (path.startsWith('/') ? join(folder, path) : join(folder, 'src', path))

try {
  for (const instruction of stage(0)) replay(instruction)
  report()
  await tryOut()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  spawnSync('chmod', ['-R', 'u+w', folder])
  rmSync(folder, { recursive: true, force: true })
}

function replay({ name, rest }: DockerInstruction): void {
  if (name === 'COPY') return copy(rest.split(/\s+/))
  // pnpm is here already.
  if (name !== 'RUN' || rest.startsWith('npm install --global')) return
  console.log(`▸ ${rest}`)
  const command = rest.replaceAll(/(?<=\s)\/out\b/g, inFolder('/out'))
  const { status, stdout, stderr } = spawnSync(command, {
    cwd: inFolder('/src'),
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  })
  if (status !== 0) throw new Error(`${rest}\nended with exit code ${status}:\n${stdout}${stderr}`)
}

/** Without what the context of the image leaves out. */
function copy(words: readonly string[]): void {
  const target = words.at(-1) as string
  const isFolder = target.endsWith('/') || words.length > 2
  for (const source of words.slice(0, -1)) {
    const path = isFolder ? inFolder(join(target, basename(source))) : inFolder(target)
    mkdirSync(join(path, '..'), { recursive: true })
    cpSync(join(root, source), path, {
      recursive: true,
      filter: (one) => !/\/(?:node_modules|dist|\.turbo|\.env[^/]*)(?:\/|$)/.test(one.slice(root.length - 1)),
    })
  }
}

function report(): void {
  const out = inFolder('/out')
  const bytes = sizeOf(out)
  const mb = bytes / 1e6
  const parts = readdirSync(join(out, 'node_modules', '.pnpm'))
    .map((name) => ({ name, mb: sizeOf(join(out, 'node_modules', '.pnpm', name)) / 1e6 }))
    .toSorted((one, other) => other.mb - one.mb)
    .slice(0, 5)
    .map((part) => `${part.name} ${part.mb.toFixed(1)}`)
  console.log(
    `${mb.toFixed(1)} MB beside the base image, of which published is ${PUBLISHED_BASE_MB} MB: ${(mb + PUBLISHED_BASE_MB).toFixed(0)} MB of at most ${MOST_MB}. Largest: ${parts.join(', ')}.`,
  )
  if (mb + PUBLISHED_BASE_MB > MOST_MB) throw new Error(`That is more than ${MOST_MB} MB.`)
  const stray = filesIn(out).filter((path) => /\.(?:test|integration)\.|\.ts$|\.map$|\/\.env/.test(path))
  if (stray.length > 0) throw new Error(`Of no use in an image: ${stray.slice(0, 10).join(', ')}`)
}

/** With nothing of the repository around it, nothing to write to, and nobody's environment. */
async function tryOut(): Promise<void> {
  const out = inFolder('/out')
  spawnSync('chmod', ['-R', 'a-w', out])
  chmodSync(out, 0o555)
  const port = await freePort()
  const env = { PORT: String(port), LARDER_API_KEY: KEY, NODE_ENV: 'production' }
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: out,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  try {
    while (!output.includes('Larder serves')) {
      if (child.exitCode !== null || performance.now() - startedAt > 20_000)
        throw new Error(`It did not start:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const startMs = performance.now() - startedAt
    const authorization = { authorization: `Bearer ${KEY}` }
    const url = `http://127.0.0.1:${port}`
    await expectStatus(`${url}/v0/appReservasDemo01/Reservas?pageSize=1`, 200, authorization)
    await expectStatus(`${url}/v0/appReservasDemo01/Reservas?pageSize=1`, 401, {})
    await expectStatus(`${url}/`, 200, { accept: 'text/html' })
    await expectStatus(`${url}/dashboard/main.js`, 200, {})
    await expectStatus(`${url}/dashboard/uplot.js`, 200, {})
    await expectStatus(`${url}/cache/stats`, 200, authorization)
    expectHealth(out, port, 0)
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const [code] = (await ended) as [number | null]
    if (code !== 0) throw new Error(`It ended with exit code ${code}:\n${output}`)
    expectHealth(out, port, 1)
    console.log(
      `It serves ${(startMs / 1_000).toFixed(2)} s after its start, with a bare Node, and ends when told.`,
    )
  } finally {
    child.kill('SIGKILL')
  }
}

async function expectStatus(url: string, status: number, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { headers })
  if (answer.status !== status) throw new Error(`${url}: ${answer.status}, not ${status}.`)
  await answer.arrayBuffer()
}

function expectHealth(out: string, port: number, code: number): void {
  const { status } = spawnSync(process.execPath, ['dist/healthcheck.js'], {
    cwd: out,
    env: { PORT: String(port) },
  })
  if (status !== code) throw new Error(`The health check ended with exit code ${status}, not ${code}.`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function sizeOf(path: string): number {
  const stats = lstatSync(path)
  if (!stats.isDirectory()) return stats.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}

function filesIn(path: string): readonly string[] {
  return readdirSync(path).flatMap((name) => {
    const inner = join(path, name)
    if (lstatSync(inner).isSymbolicLink()) return []
    return statSync(inner).isDirectory() ? filesIn(inner) : [inner]
  })
}
