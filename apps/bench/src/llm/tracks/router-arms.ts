import { RouterAgent, RulesRouter } from '@larder/assistant'
import type { Clock } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import type { Arm } from '../arm.ts'
import { NgramClassifier } from '../brains/ngram-classifier.ts'
import { ROUTER_SCRIPT } from '../brains/router-oracle.ts'
import type { Dataset } from '../dataset/load-dataset.ts'
import { splitOf } from '../dataset/split-of.ts'
import type { ArmModel } from '../models/arm-model.ts'
import { modelArm } from '../models/model-arm.ts'
import { BENCH_DEADLINE_MS, type ModelStage } from '../models/model-stage.ts'
import { codeArm } from './code-arm.ts'
import type { RouterAnswer, RouterInput } from './router-cases.ts'

/** The rules alone, as they stand in when no model answers. */
export function rulesRouterArm(clock: Clock): Arm {
  const rules = new RulesRouter()
  return codeArm('rules', 'rules of grammar, no model', clock, (item) =>
    rules.understand((item.input as RouterInput).text),
  )
}

/** A small classifier for the intent, learned from the dev split alone; what else is said comes from the rules. */
export function ngramRouterArm({ singleTurns }: Dataset, seed: number, clock: Clock): Arm {
  const texts = singleTurns
    .filter(({ cluster }) => splitOf(cluster) === 'dev')
    .map(({ text, gold }) => ({ text, label: gold.intent }))
  const model = NgramClassifier.train(texts, { random: new SeededRandom(seed) })
  const rules = new RulesRouter()
  const what = `n-gram classifier for the intent, learned from ${texts.length} turns of the dev split; the slots by rules`
  return codeArm('n-gram', what, clock, (item): RouterAnswer => {
    const { text } = item.input as RouterInput
    const ruled = rules.understand(text)
    return { ...ruled, intent: model.classify(text).label as RouterAnswer['intent'] }
  })
}

/** RouterAgent with one model, and nothing behind it. */
export function routerModelArm(arm: ArmModel, stage: ModelStage): Arm {
  const { clock, desk, prompts } = stage
  const rules = new RulesRouter()
  return modelArm({
    arm,
    clock,
    desk,
    prompts,
    scripts: { router: ROUTER_SCRIPT },
    expected: { calls: 1, input: 1_050, output: 160 },
    ask: async (model, item, { signal }) => {
      const { text } = item.input as RouterInput
      const agent = new RouterAgent({
        models: [model],
        clock,
        tenant: 'bench',
        deadlineMs: BENCH_DEADLINE_MS,
      })
      const heard = { message: text, known: {}, ruled: rules.understand(text) }
      const deadlineAt = clock.monotonic() + BENCH_DEADLINE_MS
      const { value, servedAs } = await agent.understand(heard, { signal, deadlineAt })
      return servedAs.by === 'rules' ? undefined : value
    },
  })
}
