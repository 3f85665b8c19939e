// Runs a task of this repository on any machine that has Node 20 or newer and npm: gets Node 24 and pnpm from the
// npm registry when the present ones are too old, installs the dependencies, and starts the task. No dependencies.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const nodeVersion = readFileSync(join(root, '.node-version'), 'utf8').trim()
const pnpmVersion = manifest.packageManager.split('@')[1]
const toolchain = join(root, '.toolchain')

/** Who has no network is told within seconds; npm and pnpm would wait for a minute in silence. */
const PATIENCE = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-factor=3']

const SERVER = [
  '--conditions=@larder/source',
  '--disable-warning=ExperimentalWarning',
  'apps/api/src/main.ts',
]
const TASKS = {
  start: SERVER,
  'larder-key': [...SERVER, 'keys', 'new'],
  test: ['scripts/test.mjs'],
  pack: ['scripts/pack.ts'],
  bench: ['--conditions=@larder/source', 'apps/bench/src/main.ts'],
}

const [taskName, ...taskArguments] = process.argv.slice(2)
const task = TASKS[taskName]
if (!task)
  fail(`Unknown task ${JSON.stringify(taskName ?? '')}: use one of ${Object.keys(TASKS).join(', ')}.`)

const environment = toolEnvironment()
installDependencies(environment)
run('node', [...task, ...taskArguments], environment)

/** The environment in which `node` and `pnpm` are new enough, fetched into .toolchain when they are not. */
function toolEnvironment() {
  const present =
    Number(process.versions.node.split('.')[0]) >= 24 && majorOf('pnpm') === pnpmVersion.split('.')[0]
  if (present) return process.env
  const bin = join(toolchain, 'node_modules', '.bin')
  const marker = join(toolchain, 'ready')
  const wanted = `node@${nodeVersion} pnpm@${pnpmVersion}`
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    console.error(`Getting Node ${nodeVersion} and pnpm ${pnpmVersion} from the npm registry (once) …`)
    mkdirSync(toolchain, { recursive: true })
    writeFileSync(join(toolchain, 'package.json'), '{"private":true}\n')
    const npm = [
      'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      ...PATIENCE,
      '--prefix',
      toolchain,
      ...wanted.split(' '),
    ]
    must(
      'npm',
      npm,
      process.env,
      'npm could not fetch the toolchain: check the network and the registry that npm is set to',
    )
    writeFileSync(marker, wanted)
  }
  return { ...process.env, PATH: bin + delimiter + process.env.PATH }
}

/** Quiet and quick when nothing has changed since the last time. */
function installDependencies(env) {
  const marker = join(root, 'node_modules', '.larder-installed')
  const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lockfile) return
  console.error('Installing dependencies …')
  must(
    'pnpm',
    ['install', '--frozen-lockfile', '--loglevel=error', ...PATIENCE],
    env,
    'pnpm could not install the dependencies: check the network and the registry that npm is set to',
  )
  writeFileSync(marker, lockfile)
}

function majorOf(command) {
  const { status, stdout } = spawnSync(command, ['--version'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return status === 0 ? stdout.trim().split('.')[0] : undefined
}

function must(command, commandArguments, env, problem) {
  const { status, error } = spawnSync(command, commandArguments, {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail(`${problem} (${error ? error.message : `exit code ${status}`}).`)
}

/** Becomes the task: same output, same signals, same exit code. */
function run(command, commandArguments, env) {
  const child = spawn(command, commandArguments, { cwd: root, env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm ends the shell that it has started this in, and no more: whose parent is gone is to end.
  const parent = process.ppid
  const orphaned = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(orphaned)
    child.kill('SIGTERM')
  }, 200)
  orphaned.unref()
  child.on('error', (error) => fail(`Could not start ${command}: ${error.message}.`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
