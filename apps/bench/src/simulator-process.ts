import { reservasDemo, startAirtableSimulator } from '@larder/airtable-simulator'

/** A simulated Airtable in a process of its own: `simulator-process.ts LIMITER RESERVATIONS`. It says where it is, and tells its journal. */
const [limiter = 'documented', reservations = '10000'] = process.argv.slice(2)
const simulator = await startAirtableSimulator({
  limiter: limiter as 'documented' | 'off',
  bases: [reservasDemo({ reservations: Number(reservations) })],
})

process.on('disconnect', () => process.exit(0))
process.on('message', () =>
  process.send?.(simulator.journal.entries.map(({ at, status }) => ({ at, status }))),
)
process.send?.(simulator.url)
