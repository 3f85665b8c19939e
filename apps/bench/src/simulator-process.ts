import { reservasDemo, startAirtableSimulator } from '@larder/airtable-simulator'

/** A simulated Airtable in a process of its own: `simulator-process.ts LIMITER RESERVATIONS LATENCY`. It says where it is, and tells its journal. */
const [limiter = 'documented', reservations = '10000', latencyMs = '0'] = process.argv.slice(2)
const simulator = await startAirtableSimulator({
  limiter: limiter as 'documented' | 'off',
  bases: [reservasDemo({ reservations: Number(reservations) })],
})
simulator.faults.latencyMs = Number(latencyMs)

process.on('disconnect', () => process.exit(0))
process.on('message', () =>
  process.send?.(simulator.journal.entries.map(({ at, status, kind }) => ({ at, status, kind }))),
)
process.send?.(simulator.url)
