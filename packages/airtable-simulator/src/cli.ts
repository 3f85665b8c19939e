#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BaseData, RecordData, TableSchema } from './base/base-data.ts'
import type { LimiterMode } from './server/limiter.ts'
import { startAirtableSimulator } from './server/start-airtable-simulator.ts'

const USAGE = `airtable-simulator: a local Airtable on 127.0.0.1

  --port N         port to listen on (default 8990; 0 for any free one)
  --limiter MODE   documented (5 requests/s per base, then 30 s of 429), lenient, or off (default documented)
  --base FILE      a base as JSON: {"id", "name", "tables": [metadata API format], "records": {"Table": [list format]}}
                   (default: the demo base appReservasDemo01)
  --help           this text`

try {
  await main()
} catch (error) {
  console.error(`airtable-simulator: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      limiter: { type: 'string' },
      base: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(USAGE)
  const port = Number(values.port ?? '8990')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port is ${values.port}; it must be 0 to 65535.`)
  const { limiter = 'documented' } = values
  if (!isLimiterMode(limiter))
    throw new Error(`--limiter is ${limiter}; it must be documented, lenient or off.`)
  const bases = values.base === undefined ? undefined : [readBase(values.base)]
  const simulator = await startAirtableSimulator({ port, limiter, bases })
  console.log(`Simulated Airtable at ${simulator.url}, limiter ${limiter}. Any bearer token is good.`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
}

function isLimiterMode(text: string): text is LimiterMode {
  return text === 'documented' || text === 'lenient' || text === 'off'
}

function readBase(file: string): BaseData {
  const { id, name, tables, records } = JSON.parse(readFileSync(file, 'utf8')) as BaseFile
  if (typeof id !== 'string' || !Array.isArray(tables))
    throw new Error(`${file} must hold an object with "id", "name", "tables" and "records".`)
  return {
    id,
    name: name ?? id,
    tables: tables.map((schema) => ({
      schema: { ...schema, views: schema.views ?? [] },
      records: records?.[schema.name] ?? records?.[schema.id] ?? [],
    })),
  }
}

interface BaseFile {
  readonly id?: unknown
  readonly name?: string
  readonly tables?: readonly TableSchema[]
  readonly records?: Readonly<Record<string, readonly RecordData[]>>
}
