// Everything `npm test` checks, in order: format, lint, types, boundaries, then every test of every package on real
// servers. Ends with one line of true counts. Arguments are handed to vitest: `npm test -- circuit-breaker`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './ensure-chromium.mjs'
import { ensureCurl } from './ensure-curl.mjs'
import { ensureRedisServer } from './ensure-redis-server.mjs'

const filters = process.argv.slice(2)
const bin = (name) => join('node_modules', '.bin', name)

/** Checks that are no tests: each one that fails counts as a failure of its own. */
const CHECKS = [
  { name: 'format', command: bin('oxfmt'), args: ['--check'] },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'types', command: process.execPath, args: ['scripts/typecheck.mjs'] },
  { name: 'boundaries', command: bin('turbo'), args: ['boundaries'] },
]

ensureCurl()
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  // Hundreds of processes load the same modules: this halves what it takes them to start.
  NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules', '.cache', 'compiled'),
  ...ensureRedisServer(),
  ...ensureChromium(),
}
const checks = filters.length > 0 ? [] : CHECKS
const failedChecks = checks.filter(({ name, command, args }) => {
  console.log(`\n▸ ${name}`)
  return spawnSync(command, args, { env, stdio: 'inherit' }).status !== 0
})

const tests = runTests()
const failed = tests.failed + failedChecks.length
for (const { name } of failedChecks) console.log(`The ${name} check failed: see above.`)
console.log(`\n${tests.passed + checks.length - failedChecks.length} passed, ${failed} failed`)
process.exit(failed === 0 && tests.ran ? 0 : 1)

function runTests() {
  console.log('\n▸ tests')
  const folder = mkdtempSync(join(tmpdir(), 'larder-test-'))
  const report = join(folder, 'report.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters]
  const { status } = spawnSync(bin('vitest'), args, { env, stdio: 'inherit' })
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    // A file that fails to load, or an unhandled rejection, fails no single test: count it all the same.
    const failedTests = numFailedTests > 0 || status === 0 ? numFailedTests : Math.max(1, numFailedTestSuites)
    return { passed: numPassedTests, failed: failedTests, ran: numPassedTests > 0 }
  } catch {
    return { passed: 0, failed: 1, ran: false }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
