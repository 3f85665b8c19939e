import { startAirtableSimulator } from '@larder/airtable-simulator'

/** A simulated Airtable in a process of its own, with the documented limiter: it says where it is, and tells its journal. */
const simulator = await startAirtableSimulator({ limiter: 'documented' })

process.on('disconnect', () => process.exit(0))
process.on('message', () =>
  process.send?.(simulator.journal.entries.map(({ at, status }) => ({ at, status }))),
)
process.send?.(simulator.url)
