import { ALL_ROWS } from './all-rows.ts'
import { conductRow } from './conduct-row.ts'
import { type DrillProfile, PROFILES } from './drill-profile.ts'

/*
 * The process of one row: `row-process.ts NUMBER PROFILE SEED [RIVAL]`. It leads a process group of its own, in which
 * its servers are too. When whoever started it is gone, all of them go.
 */

const [number, profileName, seed, rivalName] = process.argv.slice(2)
const row = ALL_ROWS.find((one) => one.number === Number(number))
if (!row) throw new Error(`There is no row ${String(number)}.`)
const profile = PROFILES[profileName as DrillProfile['name']]
// The other caches take longer to load than a short drill takes to begin.
const rival = rivalName
  ? (await import('../scoreboard/run-scoreboard.ts')).RIVALS.find(({ name }) => name === rivalName)
  : undefined

process.on('disconnect', () => endGroup())
process.once('SIGINT', () => endGroup())
process.once('SIGTERM', () => endGroup())

const result = await conductRow(row, { profile, seed: Number(seed), rival })
process.send?.(result, () => {
  process.disconnect()
  process.exit(0)
})

/** Stopped servers do not hear of their end before they go on. */
function endGroup(): void {
  process.kill(-process.pid, 'SIGCONT')
  process.kill(-process.pid, 'SIGKILL')
}
