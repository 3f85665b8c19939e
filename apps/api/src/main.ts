import { announcement } from './announce.ts'
import { DEMO_BASE } from './composition.ts'
import { readConfig } from './config.ts'
import { type RunningServer, serve } from './serve.ts'

try {
  const config = readConfig(process.env)
  const server = await serve(config)
  const { runsOn, simulator } = server.composition
  const demoBase = simulator ? DEMO_BASE : undefined
  console.log(announcement({ url: server.url, runsOn, access: config.access, demoBase }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

async function stop(server: RunningServer): Promise<void> {
  // The last resort, should something not end: two seconds is what a shutdown may take.
  setTimeout(() => process.exit(1), 2_000).unref()
  await server.close()
  process.exit(0)
}
