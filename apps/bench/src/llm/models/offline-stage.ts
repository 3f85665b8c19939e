import type { Clock } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import { type Brain, type BrainRequest, startModelSimulator } from '@larder/model-simulator'
import { deepSeek, openAi, OpenAiChatModel } from '@larder/openai-adapter'
import { MODEL_CHOICES, type ModelChoice } from '../arms.ts'
import { OracleDesk } from '../brains/oracle-desk.ts'
import { type Plant, plantedTrial } from '../brains/planted.ts'
import type { ArmModel } from './arm-model.ts'
import { BENCH_DEADLINE_MS, type ModelStage } from './model-stage.ts'
import { PromptLedger } from './prompt-ledger.ts'

/** What is planted, so that it can be found again: five points of accuracy, 300 ms, and a sixth of the price. */
const PLANTED: Readonly<
  Record<string, { accuracy: number; delayMs: number; usdIn: number; usdOut: number; seed: number }>
> = {
  'oracle-a': { accuracy: 0.9, delayMs: 0, usdIn: 1, usdOut: 5, seed: 1_001 },
  'oracle-b': { accuracy: 0.85, delayMs: 300, usdIn: 0.15, usdOut: 0.6, seed: 2_002 },
}

/** Of the accuracies of scripts. */
const USUAL = 0.9

const PACE = { firstTokenMs: 60, tokensPerSecond: 2_000, spread: 0.35 }

/** Models of a run without keys: oracles behind a local server that behaves as both providers do. */
export async function openOfflineStage(clock: Clock, seed: number): Promise<ModelStage> {
  const desk = new OracleDesk()
  const choices = MODEL_CHOICES.offline
  const simulator = await startModelSimulator({
    quirks: { '/openai': 'openai', '/deepseek': 'deepseek' },
    brain: oracleBrain(desk, seed),
    models: choices.map(({ model, provider }) => ({ id: model, provider, efforts: ['none', 'low', 'high'] })),
    pacing: Object.fromEntries(
      choices.map(({ model }) => [model, { ...PACE, delayMs: PLANTED[model]?.delayMs ?? 0 }]),
    ),
    clock,
    random: new SeededRandom(seed),
  })
  const providers = {
    openai: openAi({ baseUrl: simulator.baseUrl('openai') }),
    deepseek: deepSeek({ baseUrl: simulator.baseUrl('deepseek') }),
  }
  const models = choices.map((choice): ArmModel => {
    const provider = providers[choice.provider]
    const chat = new OpenAiChatModel({
      provider,
      model: choice.model,
      apiKey: 'simulated',
      attemptTimeoutMs: BENCH_DEADLINE_MS,
      clock,
    })
    return { ...choice, chat, isSimulated: true, priceOf: plantedPrice(choice) }
  })
  return {
    models,
    clock,
    desk,
    prompts: new PromptLedger(),
    where: 'a local simulator',
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}

function oracleBrain(desk: OracleDesk, seed: number): Brain {
  return ({ model, messages }: BrainRequest) => {
    const asked = messages.findLast(({ role }) => role === 'user')?.content ?? ''
    const question = desk.take(model, asked)
    if (question === undefined) throw new Error(`Nobody announced a question to ${model}.`)
    const { item, repeat, script } = question
    const { accuracy = 1, seed: own = 0 } = PLANTED[model] ?? {}
    const here = script.accuracy?.(item) ?? USUAL
    const plant: Plant = {
      // Mistakes in proportion: 10 % of them become 15 %, 1 % becomes 1.5 %.
      accuracy: 1 - ((1 - here) * (1 - accuracy)) / (1 - USUAL),
      ttftMs: 0,
      writingMs: 0,
      spread: 0,
      sameness: 0.6,
    }
    const asking = script.isByQuestion
      ? { id: `${item.id} ${asked}`, cluster: `${item.cluster} ${asked}` }
      : item
    const { isRight, random } = plantedTrial(plant, seed + own, asking, repeat)
    return { content: isRight ? script.right(item, asked) : script.wrong(item, asked, random) }
  }
}

function plantedPrice({ model }: ModelChoice): ArmModel['priceOf'] {
  const { usdIn = 0, usdOut = 0 } = PLANTED[model] ?? {}
  return ({ inputMiss, inputHit, cacheWrite, output }) =>
    ((inputMiss + inputHit + cacheWrite) * usdIn + output * usdOut) / 1e6
}
