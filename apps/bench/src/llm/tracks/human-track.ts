import { HumanAgent, replyFromTemplate } from '@larder/assistant'
import { SeededRandom } from '@larder/cache-core/testing'
import type { Arm } from '../arm.ts'
import { type ArmSetName, MODEL_PAIRS } from '../arms.ts'
import { HUMAN_SCRIPT } from '../brains/human-oracle.ts'
import type { Dataset } from '../dataset/load-dataset.ts'
import { gradeHuman, HUMAN_PRIMARY } from '../graders/grade-human.ts'
import type { ArmModel } from '../models/arm-model.ts'
import { modelArm } from '../models/model-arm.ts'
import { BENCH_DEADLINE_MS, type ModelStage } from '../models/model-stage.ts'
import type { Track } from '../track.ts'
import { codeArm } from './code-arm.ts'
import { type HumanAnswer, humanCases, type HumanInput } from './human-cases.ts'

/** HumanAgent: facts into words. */
export function humanTrack(dataset: Dataset, stage: ModelStage, armSet: ArmSetName, seed: number): Track {
  const templates = codeArm('templates', 'sentences of code', stage.clock, (item): HumanAnswer => {
    const { facts, style } = item.input as HumanInput
    return { text: replyFromTemplate(facts, style), isPassed: true }
  })
  return {
    name: 'human',
    primary: HUMAN_PRIMARY,
    cases: humanCases(dataset),
    arms: [templates, ...stage.models.map((model) => humanModelArm(model, stage, seed))],
    contrasts: MODEL_PAIRS[armSet].map(([candidate, reference]) => ({
      candidate,
      reference,
      question: `Does ${candidate} keep to the facts as ${reference} does?`,
    })),
    grade: gradeHuman,
  }
}

function humanModelArm(arm: ArmModel, { clock, desk, prompts }: ModelStage, seed: number): Arm {
  return modelArm({
    arm,
    clock,
    desk,
    prompts,
    expected: { calls: 1, input: 330, output: 60 },
    scripts: { human: HUMAN_SCRIPT },
    ask: async (model, item, { signal, repeat }): Promise<HumanAnswer | undefined> => {
      const random = new SeededRandom(seed + repeat)
      const options = { models: [model], clock, random, tenant: 'bench', deadlineMs: BENCH_DEADLINE_MS }
      const deadlineAt = clock.monotonic() + BENCH_DEADLINE_MS
      const { facts, style } = item.input as HumanInput
      const said = await new HumanAgent(options).say({ facts, style, known: {} }, { signal, deadlineAt })
      const { servedAs, value: text } = said
      if (servedAs.by !== 'rules') return { text, isPassed: true }
      return servedAs.because === 'not-in-the-facts' ? { text, isPassed: false } : undefined
    },
  })
}
