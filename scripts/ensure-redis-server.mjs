// Tests run on a real redis-server: the one on PATH, the one that REDIS_SERVER_BIN names, or one installed here.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Package managers that may be asked, when this process may use them. */
const INSTALLERS = [
  {
    manager: 'apt-get',
    steps: [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'],
    ],
  },
  { manager: 'apk', steps: [['add', '--no-progress', 'redis']] },
  { manager: 'dnf', steps: [['install', '-y', '-q', 'redis']] },
  { manager: 'brew', steps: [['install', '--quiet', 'redis']] },
]

/** Returns what to add to the tests' environment. Exits with a remedy when no server can be had. */
export function ensureRedisServer() {
  const named = process.env.REDIS_SERVER_BIN
  if (named) {
    if (!works(named))
      fail(`REDIS_SERVER_BIN is ${named}, which does not run: point it at a redis-server 6.2 or newer.`)
    return {}
  }
  if (works('redis-server') || (install() && works('redis-server'))) return {}
  // Debian keeps servers out of an ordinary user's PATH.
  const hidden = [
    '/usr/sbin/redis-server',
    '/usr/local/sbin/redis-server',
    '/opt/homebrew/bin/redis-server',
  ].find(existsSync)
  if (hidden) return { REDIS_SERVER_BIN: hidden }
  return fail(
    'The tests need a redis-server (6.2 or newer) and none was found or could be installed.\n' +
      'Install one (apt-get install redis-server, brew install redis) or set REDIS_SERVER_BIN to its path.',
  )
}

function works(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}

function install() {
  for (const { manager, steps } of INSTALLERS) {
    if (!works(manager) || (manager !== 'brew' && process.getuid?.() !== 0)) continue
    console.log(`No redis-server on PATH: installing it with ${manager} …`)
    // The package must not start a service of its own: tests start their servers themselves.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    return steps.every(
      (args) => spawnSync(manager, args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0,
    )
  }
  return false
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
