import { announcement } from './announce.ts'
import { DEMO_BASE } from './composition.ts'
import { readConfig } from './config.ts'
import { newKeyText } from './make-key.ts'
import { type RunningServer, serve } from './serve.ts'
import { warnOfMisspelt } from './configuration/misspelt-variables.ts'

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
  // From the beginning on: the first process of a container is not ended by a signal that it does not listen for.
  const told = toldToEnd()
  const config = readConfig(process.env)
  const server = await serve(config)
  const { runsOn, simulator, cache, logger } = server.composition
  const demoBase = simulator ? DEMO_BASE : undefined
  const { access } = config
  const redisTrouble = config.redis && cache.health().reason
  const environment = process.env
  warnOfMisspelt(environment, logger)
  console.log(announcement({ url: server.url, runsOn, redisTrouble, access, environment, demoBase }))
  await end(server, await told, config.http.drainDelayMs)
}

function toldToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  })
}

async function end(server: RunningServer, signal: NodeJS.Signals, drainDelayMs: number): Promise<void> {
  const { logger } = server.composition
  const mostMs = drainDelayMs + MOST_SHUTDOWN_MS
  logger.info({ signal, drainDelayMs }, 'told to end')
  // The last resort, should something not end.
  setTimeout(() => {
    logger.error(`did not end within ${mostMs} ms`)
    process.exit(1)
  }, mostMs).unref()
  await server.close()
  logger.info('ended')
  process.exit(0)
}
