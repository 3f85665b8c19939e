import type { AvailabilityRequest, ChatRequest } from '@larder/assistant'
import type { Arm, ArmContext } from '../arm.ts'
import { type ArmSetName, MODEL_PAIRS } from '../arms.ts'
import { ALONE_SCRIPT, TOOL_SCRIPT } from '../brains/logic-oracle.ts'
import type { Dataset } from '../dataset/load-dataset.ts'
import { gradeLogic, LOGIC_PRIMARY } from '../graders/grade-logic.ts'
import type { ArmModel } from '../models/arm-model.ts'
import { modelArm } from '../models/model-arm.ts'
import type { ModelStage } from '../models/model-stage.ts'
import type { WitnessedModel } from '../models/witnessed-model.ts'
import type { Contrast, Track } from '../track.ts'
import { codeArm } from './code-arm.ts'
import { answerOf, type LogicAnswer, logicCases, type LogicInput, solved } from './logic-cases.ts'
import {
  ALONE_PROMPT,
  ALONE_SCHEMA,
  ALONE_VERSION,
  TOOL_PROMPT,
  TOOL_SCHEMA,
  TOOL_VERSION,
} from './logic-prompts.ts'

/** Three ways to know whether there is a table: the model alone, the model and the solver, code. */
export function logicTrack(_dataset: Dataset, stage: ModelStage, armSet: ArmSetName): Track {
  const code = codeArm('L2 code', 'the solver, on the request as it is', stage.clock, (item) => {
    const input = item.input as LogicInput
    return answerOf(solved(input, input.request), input.request)
  })
  return {
    name: 'logic',
    primary: LOGIC_PRIMARY,
    cases: logicCases(),
    arms: [code, ...stage.models.flatMap((model) => [aloneArm(model, stage), toolArm(model, stage)])],
    contrasts: contrastsOf(stage.models, armSet),
    grade: gradeLogic,
  }
}

function contrastsOf(models: readonly ArmModel[], armSet: ArmSetName): readonly Contrast[] {
  const levels = models.flatMap(({ name }): Contrast[] => [
    { candidate: `L0 ${name}`, reference: 'L2 code', question: `Does ${name} alone decide as code does?` },
    { candidate: `L1 ${name}`, reference: `L0 ${name}`, question: `Does the solver help ${name}?` },
  ])
  const pairs = MODEL_PAIRS[armSet].map(([candidate, reference]): Contrast => ({
    candidate: `L0 ${candidate}`,
    reference: `L0 ${reference}`,
    question: `Which of them reasons better about availability?`,
  }))
  return [...levels, ...pairs]
}

function aloneArm(arm: ArmModel, stage: ModelStage): Arm {
  return modelArm({
    ...stageOf(stage),
    arm,
    name: `L0 ${arm.name}`,
    expected: { calls: 1, input: 1_900, output: 40 },
    scripts: { logic: ALONE_SCRIPT },
    ask: async (model, item, context) => {
      const { text } = item.input as LogicInput
      const request = requestOf(ALONE_PROMPT, ALONE_VERSION, text)
      return (await completed(model, { ...request, schema: ALONE_SCHEMA }, context)) satisfies LogicAnswer
    },
  })
}

function toolArm(arm: ArmModel, stage: ModelStage): Arm {
  return modelArm({
    ...stageOf(stage),
    arm,
    name: `L1 ${arm.name}`,
    expected: { calls: 1, input: 260, output: 55 },
    scripts: { logic: TOOL_SCRIPT },
    ask: async (model, item, context) => {
      const input = item.input as LogicInput
      const request = requestOf(TOOL_PROMPT, TOOL_VERSION, input.question)
      const { zone, ...rest } = await completed(model, { ...request, schema: TOOL_SCHEMA }, context)
      return solvedFor(input, { ...rest, zone: zone ?? undefined })
    },
  })
}

function stageOf({ clock, desk, prompts }: ModelStage): Pick<ModelStage, 'clock' | 'desk' | 'prompts'> {
  return { clock, desk, prompts }
}

/** A day or a time that is none finds nothing. */
function solvedFor(input: LogicInput, request: AvailabilityRequest): LogicAnswer {
  try {
    return answerOf(solved(input, request), request)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { isAvailable: false, tables: [], times: [], request }
  }
}

function requestOf(system: string, promptVersion: string, content: string): Omit<ChatRequest, 'schema'> {
  return {
    agent: 'logic',
    system,
    messages: [{ role: 'user', content }],
    effort: 'none',
    maxTokens: 400,
    temperature: 0,
    tenant: 'bench',
    promptVersion,
  }
}

async function completed<T>(
  model: WitnessedModel,
  request: ChatRequest<T> & { readonly schema: NonNullable<ChatRequest<T>['schema']> },
  { signal }: ArmContext,
): Promise<T> {
  const { parsed } = await model.complete(request, { signal, deadlineAt: Infinity })
  return request.schema.parse(parsed)
}
