import { announcement } from './announce.ts'
import { DEMO_BASE } from './composition.ts'
import { readConfig } from './config.ts'
import { newKeyText } from './make-key.ts'
import { type RunningServer, serve } from './serve.ts'

const USAGE = `main                    serves, as the environment says (docs/configuration.md)
main keys new [NAME]    makes a key for a caller, and the digest of it that Larder is told`

/** How long a shutdown may take beside its drain delay, in ms. */
const MOST_SHUTDOWN_MS = 2_000

const [command, what, name = 'somebody'] = process.argv.slice(2)
try {
  if (command === undefined) await run()
  else if (command === 'keys' && what === 'new') console.log(newKeyText(name))
  else throw new Error(`There is no command ${process.argv.slice(2).join(' ')}.\n\n${USAGE}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

async function run(): Promise<void> {
  const config = readConfig(process.env)
  const server = await serve(config)
  const { runsOn, simulator, cache } = server.composition
  const demoBase = simulator ? DEMO_BASE : undefined
  const redisTrouble = config.redis && cache.health().reason
  console.log(announcement({ url: server.url, runsOn, redisTrouble, access: config.access, demoBase }))
  const mostMs = config.http.drainDelayMs + MOST_SHUTDOWN_MS
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server, mostMs))
}

async function stop(server: RunningServer, mostMs: number): Promise<void> {
  // The last resort, should something not end.
  setTimeout(() => process.exit(1), mostMs).unref()
  await server.close()
  process.exit(0)
}
