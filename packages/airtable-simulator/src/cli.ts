#!/usr/bin/env node
import type { BaseData } from './base/base-data.ts'
import type { LimiterMode } from './server/limiter.ts'
import { parseArgs } from 'node:util'
import { readBase } from './base/read-base.ts'
import { readFileSync } from 'node:fs'
import { reservasDemo } from './seed/reservas-demo.ts'
import { startAirtableSimulator } from './server/start-airtable-simulator.ts'

const USAGE = `airtable-simulator: a local Airtable on 127.0.0.1

  --port N           port to listen on (default 8990; 0 for any free one)
  --base FILE        a base as JSON, ids kept; more than once for several bases:
                     {"id", "name", "tables": [as the metadata API], "records": {"Table": [as a list answer]}}
                     (default: the demo base appReservasDemo01)
  --reservations N   size of the demo base (default 10000)
  --limiter MODE     documented (5 requests/s per base, then 30 s of 429), lenient, or off (default documented)
  --quota N          calls per calendar month; beyond it, 429 for all but /meta (default: none)
  --token TOKEN      a token that is good; more than once for several (default: any)
  --latency MS       added to every answer (default 0)
  --help             this text

Clients need its address as their endpoint URL: endpointUrl in airtable.js, endpoint_url in pyairtable.`

try {
  await main()
} catch (error) {
  console.error(`airtable-simulator: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8990' },
      base: { type: 'string', multiple: true },
      reservations: { type: 'string', default: '10000' },
      limiter: { type: 'string', default: 'documented' },
      quota: { type: 'string' },
      token: { type: 'string', multiple: true },
      latency: { type: 'string', default: '0' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(USAGE)
  const { limiter, token: tokens } = values
  if (!isLimiterMode(limiter))
    throw new Error(`--limiter is ${limiter}; it must be documented, lenient or off.`)
  const reservations = wholeNumber('--reservations', values.reservations, 1, 1_000_000)
  const simulator = await startAirtableSimulator({
    port: wholeNumber('--port', values.port, 0, 65_535),
    bases: values.base?.map(readBaseFile) ?? [reservasDemo({ reservations })],
    limiter,
    monthlyCalls:
      values.quota === undefined ? undefined : wholeNumber('--quota', values.quota, 0, 1_000_000_000),
    tokens,
  })
  simulator.faults.latencyMs = wholeNumber('--latency', values.latency, 0, 3_600_000)
  console.log(
    `Simulated Airtable at ${simulator.url}, limiter ${limiter}. ${tokens ? 'The tokens given are' : 'Any bearer token is'} good.`,
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
}

function isLimiterMode(text: string): text is LimiterMode {
  return text === 'documented' || text === 'lenient' || text === 'off'
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text !== '' && Number.isInteger(value) && value >= min && value <= max) return value
  throw new Error(`${option} is ${text}; it must be ${min} to ${max}.`)
}

function readBaseFile(file: string): BaseData {
  const text = readFileSync(file, 'utf8')
  try {
    return readBase(JSON.parse(text), file)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Error(`${file} is not JSON: ${error.message}`, { cause: error })
    throw error
  }
}
