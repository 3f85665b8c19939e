#!/usr/bin/env node
import { FAULT_KINDS, type FaultKind } from './fault-kinds.ts'
import { type ModelSimulator, startModelSimulator } from './start-model-simulator.ts'
import { parseArgs } from 'node:util'
import type { ModelSimulatorOptions } from './simulator-options.ts'

const USAGE = `model-simulator: a local OpenAI and DeepSeek on 127.0.0.1

  --port N               port to listen on (default 8991; 0 for any free one)
  --quirks NAME          openai, deepseek, or both, under /openai and /deepseek (default both)
  --latency-ms N         from every request to the first token (default 0)
  --tokens-per-second N  how fast every model writes (default: all at once)
  --fail KIND:SHARE      a share of the chat completions fails, as 503:0.1; more than once for several
  --help                 this text

Kinds of --fail: ${FAULT_KINDS.join(', ')}.
Answers say back the last message; any key is good.`

try {
  await main()
} catch (error) {
  console.error(`model-simulator: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8991' },
      quirks: { type: 'string', default: 'both' },
      'latency-ms': { type: 'string', default: '0' },
      'tokens-per-second': { type: 'string' },
      fail: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(USAGE)
  const speed = values['tokens-per-second']
  const shares = (values.fail ?? []).map(shareOf)
  const latencyMs = wholeNumber('--latency-ms', values['latency-ms'], 0, 3_600_000)
  const simulator = await startModelSimulator({
    port: wholeNumber('--port', values.port, 0, 65_535),
    quirks: quirksOf(values.quirks),
    pacing:
      speed === undefined
        ? undefined
        : { '*': { tokensPerSecond: wholeNumber('--tokens-per-second', speed, 1, 1_000_000) } },
  })
  simulator.chaos.latencyMs = latencyMs
  for (const { kind, share } of shares) simulator.chaos.failShare(share, kind)
  for (const line of addressesOf(simulator, values.quirks)) console.log(line)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
}

function quirksOf(text: string): ModelSimulatorOptions['quirks'] {
  if (text === 'openai' || text === 'deepseek') return text
  if (text === 'both') return { '/openai': 'openai', '/deepseek': 'deepseek' }
  throw new Error(`--quirks is ${text}; it must be openai, deepseek or both.`)
}

function addressesOf(simulator: ModelSimulator, quirks: string): readonly string[] {
  return (['openai', 'deepseek'] as const)
    .filter((provider) => quirks === 'both' || quirks === provider)
    .map((provider) => `Simulated ${provider}, base URL ${simulator.baseUrl(provider)}`)
}

function shareOf(text: string): { readonly kind: FaultKind; readonly share: number } {
  const [name, amount = ''] = text.split(':')
  const kind = FAULT_KINDS.find((candidate) => candidate === name)
  const share = Number(amount)
  if (kind && amount !== '' && share >= 0 && share <= 1) return { kind, share }
  throw new Error(`--fail is ${text}; it must be a kind and a share from 0 to 1, as 503:0.1.`)
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text !== '' && Number.isInteger(value) && value >= min && value <= max) return value
  throw new Error(`${option} is ${text}; it must be ${min} to ${max}.`)
}
