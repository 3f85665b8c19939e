import { DEMO_BASE } from './composition.ts'
import { readConfig } from './config.ts'
import { type RunningServer, serve } from './serve.ts'

try {
  const server = await serve(readConfig(process.env))
  announce(server)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

function announce({ url, composition }: RunningServer): void {
  const { airtable, redis } = composition.runsOn
  const base = composition.simulator ? DEMO_BASE : '{base}'
  const table = composition.simulator ? 'Reservas' : '{table}'
  console.log(`Larder serves ${url}
  Airtable  ${airtable}
  Redis     ${redis}
  Next      curl '${url}/v0/${base}/${table}?pageSize=3'
            curl ${url}/cache/stats    curl ${url}/cache/health${composition.simulator ? talkTo(url) : ''}`)
}

function talkTo(url: string): string {
  return `
  Talk      curl ${url}/assistant/messages -H 'content-type: application/json' -d '{"message":"Hola, ¿hay mesa para 4 el viernes a las nueve?"}'`
}

async function stop(server: RunningServer): Promise<void> {
  // The last resort, should something not end: two seconds is what a shutdown may take.
  setTimeout(() => process.exit(1), 2_000).unref()
  await server.close()
  process.exit(0)
}
