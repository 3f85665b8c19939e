// Pages are tested in a real Chromium: the one that CHROMIUM_BIN names, one on PATH, or one installed here.
import { spawnSync } from 'node:child_process'
import { install } from './system-package.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const INSTALLERS = {
  'apt-get': ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  apk: ['add', '--no-progress', 'chromium'],
  dnf: ['install', '-y', '-q', 'chromium'],
  brew: ['install', '--quiet', '--cask', 'chromium'],
}

/** Returns what to add to the tests' environment. Exits with a remedy when no browser can be had. */
export function ensureChromium() {
  const named = process.env.CHROMIUM_BIN
  if (named) {
    if (!works(named)) fail(`CHROMIUM_BIN is ${named}, which does not run: point it at a Chromium.`)
    return {}
  }
  const found = NAMES.find(works) ?? (install('chromium', INSTALLERS) ? NAMES.find(works) : undefined)
  if (found) return { CHROMIUM_BIN: pathOf(found) }
  return fail(
    'The tests of pages need a Chromium and none was found or could be installed.\n' +
      'Install one (apt-get install chromium, brew install --cask chromium) or set CHROMIUM_BIN to its path.',
  )
}

function works(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}

function pathOf(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).stdout.trim()
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
