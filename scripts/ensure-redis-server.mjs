// Tests run on a real redis-server: the one on PATH, the one that REDIS_SERVER_BIN names, or one installed here.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { install } from './system-package.mjs'

const INSTALLERS = {
  'apt-get': ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'],
  apk: ['add', '--no-progress', 'redis'],
  dnf: ['install', '-y', '-q', 'redis'],
  brew: ['install', '--quiet', 'redis'],
}

/** Returns what to add to the tests' environment. Exits with a remedy when no server can be had. */
export function ensureRedisServer() {
  const named = process.env.REDIS_SERVER_BIN
  if (named) {
    if (!works(named))
      fail(`REDIS_SERVER_BIN is ${named}, which does not run: point it at a redis-server 6.2 or newer.`)
    return {}
  }
  if (works('redis-server') || (install('redis-server', INSTALLERS) && works('redis-server'))) return {}
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

function fail(message) {
  console.error(message)
  process.exit(1)
}
