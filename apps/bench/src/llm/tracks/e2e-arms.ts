import type { AgentName } from '@larder/assistant'
import { type Arm, type Forecast, NOTHING_SPENT } from '../arm.ts'
import { type ArmSetName, HYBRID } from '../arms.ts'
import { meanOf } from '../analysis/case-scores.ts'
import { DIALOGUE_SCRIPTS } from '../brains/dialogue-oracle.ts'
import type { ArmModel } from '../models/arm-model.ts'
import type { ModelStage } from '../models/model-stage.ts'
import { addUsage, WitnessedModel } from '../models/witnessed-model.ts'
import { NO_USAGE, type Outcome, type TrialCase } from '../trial.ts'
import type { DialogueAnswer, DialogueInput } from './dialogue-cases.ts'
import { runDialogue } from './run-dialogue.ts'

type Cast = Readonly<Record<AgentName, ArmModel>>

/** Whole dialogues: rules, the hybrid of the note, and one model for everything. */
export function e2eArms(stage: ModelStage, armSet: ArmSetName, seed: number): readonly Arm[] {
  const { gpt, deepSeek } = castsOf(stage, armSet)
  const both = gpt !== undefined && deepSeek !== undefined
  return [
    rulesArm(stage, seed),
    ...(both ? [castArm('hybrid', { router: gpt, logic: deepSeek, human: gpt }, stage, seed)] : []),
    ...(gpt ? [castArm(`all ${gpt.name}`, { router: gpt, logic: gpt, human: gpt }, stage, seed)] : []),
    ...(deepSeek
      ? [castArm(`all ${deepSeek.name}`, { router: deepSeek, logic: deepSeek, human: deepSeek }, stage, seed)]
      : []),
  ]
}

/** Takes milliseconds, and costs nothing. */
export function rulesArm(stage: ModelStage, seed: number): Arm {
  return dialogueArm('rules', 'rules and templates, no model', undefined, stage, seed)
}

function castsOf(
  { models }: ModelStage,
  armSet: ArmSetName,
): { readonly gpt: ArmModel | undefined; readonly deepSeek: ArmModel | undefined } {
  const { gpt, deepSeek } = HYBRID[armSet]
  const named = (name: string) => models.find((model) => model.name === name)
  return { gpt: named(gpt), deepSeek: named(deepSeek) }
}

function castArm(name: string, cast: Cast, stage: ModelStage, seed: number): Arm {
  const { router, logic, human } = cast
  const what = `RouterAgent ${router.name}, LogicAgent ${logic.name}, HumanAgent ${human.name}`
  return dialogueArm(name, what, cast, stage, seed)
}

/** Messages of a dialogue, some of them answers to questions; of each, tokens in and out of the agents that speak. */
const MESSAGES = 5
const EXPECTED = {
  router: { input: 1_050, output: 160 },
  logic: { input: 80, output: 10 },
  human: { input: 330, output: 60 },
} as const

function dialogueArm(
  name: string,
  what: string,
  cast: Cast | undefined,
  stage: ModelStage,
  seed: number,
): Arm {
  return {
    name,
    what,
    isSimulated: cast !== undefined && Object.values(cast).some(({ isSimulated }) => isSimulated),
    forecast: () => (cast === undefined ? NOTHING_SPENT : forecastOf(cast)),
    answer: async (item, { signal, repeat }) => {
      const witnesses = cast === undefined ? {} : witnessesOf(cast, stage, { item, repeat })
      const { router, logic, human } = witnesses
      const { tookMs, ...answer } = await runDialogue(item.input as DialogueInput, {
        models: { router: listed(router), logic: listed(logic), human: listed(human) },
        clock: stage.clock,
        seed: seed + repeat,
        signal,
      })
      return {
        ...spentBy(Object.values(witnesses), answer),
        latency: { ttftMs: undefined, totalMs: meanOf(tookMs) },
      }
    },
  }
}

type Witnesses = Partial<Record<AgentName, WitnessedModel>>

function witnessesOf(
  cast: Cast,
  { clock, prompts, desk }: ModelStage,
  asking: { readonly item: TrialCase; readonly repeat: number },
): Witnesses {
  const witness = (agent: AgentName) =>
    new WitnessedModel({
      arm: cast[agent],
      clock,
      onRequest: (request) => {
        prompts.note(request)
        const { isSimulated, model } = cast[agent]
        if (isSimulated) desk.expect(model, request, { ...asking, scripts: DIALOGUE_SCRIPTS })
      },
    })
  return { router: witness('router'), logic: witness('logic'), human: witness('human') }
}

/** Of all agents together. A model that failed was stood in for by rules, as it would be: that is no error of the dialogue. */
function spentBy(witnesses: readonly WitnessedModel[], answer: DialogueAnswer): Outcome {
  const spent = witnesses.map((one) => one.outcome(answer))
  const costs = spent.map(({ usd }) => usd)
  return {
    answer,
    latency: { ttftMs: undefined, totalMs: 0 },
    usage: spent.map(({ usage }) => usage).reduce(addUsage, NO_USAGE),
    usd: costs.every((usd) => usd !== undefined) ? costs.reduce((sum, usd) => sum + usd, 0) : undefined,
    models: [...new Set(spent.flatMap(({ models }) => models))],
    calls: spent.reduce((sum, { calls }) => sum + calls, 0),
  }
}

function listed(model: WitnessedModel | undefined): readonly WitnessedModel[] {
  return model === undefined ? [] : [model]
}

function forecastOf(cast: Cast): Forecast {
  const agents = Object.entries(EXPECTED) as [AgentName, { input: number; output: number }][]
  const costs = agents.map(([agent, { input, output }]) =>
    cast[agent].priceOf({ ...NO_USAGE, inputMiss: MESSAGES * input, output: MESSAGES * output }),
  )
  return {
    calls: MESSAGES * 2,
    inputTokens: MESSAGES * agents.reduce((sum, [, { input }]) => sum + input, 0),
    outputTokens: MESSAGES * agents.reduce((sum, [, { output }]) => sum + output, 0),
    usd: costs.every((usd) => usd !== undefined) ? costs.reduce((sum, usd) => sum + usd, 0) : undefined,
  }
}
