// The commands of the documentation are typed by a test, with a real curl: one on PATH, or one installed here.
import { spawnSync } from 'node:child_process'
import { install } from './system-package.mjs'

const INSTALLERS = {
  'apt-get': ['install', '-y', '-qq', '--no-install-recommends', 'curl'],
  apk: ['add', '--no-progress', 'curl', 'bash'],
  dnf: ['install', '-y', '-q', 'curl'],
  brew: ['install', '--quiet', 'curl'],
}

/** Exits with a remedy when no curl can be had. */
export function ensureCurl() {
  if (isThere() || (install('curl', INSTALLERS) && isThere())) return
  console.error('The test of docs/getting-started.md needs curl. Install it (apt-get install curl).')
  process.exit(1)
}

function isThere() {
  return spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0
}
