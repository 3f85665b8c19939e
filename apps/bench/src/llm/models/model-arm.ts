import type { Clock } from '@larder/cache-core'
import type { Arm, ArmContext } from '../arm.ts'
import type { OracleDesk, OracleScripts } from '../brains/oracle-desk.ts'
import { NO_USAGE, type TrialCase } from '../trial.ts'
import type { ArmModel } from './arm-model.ts'
import type { PromptLedger } from './prompt-ledger.ts'
import { WitnessedModel } from './witnessed-model.ts'

/** Of one answer, for a forecast. */
export interface ExpectedTokens {
  readonly calls: number
  readonly input: number
  readonly output: number
}

export interface ModelArmOptions {
  readonly arm: ArmModel
  /** Default: the name of the model's arm. */
  readonly name?: string | undefined
  readonly expected: ExpectedTokens
  readonly clock: Clock
  /** Where oracles learn which case they are asked. */
  readonly desk: OracleDesk
  readonly prompts: PromptLedger
  /** What an oracle says in a model's place. */
  readonly scripts: OracleScripts
  /** The agent's answer with this model; `undefined` when it did without it. */
  readonly ask: (model: WitnessedModel, item: TrialCase, context: ArmContext) => Promise<unknown>
}

/** What thinking adds to the output of one call, for forecasts: at `high` much, and how much nobody knows before. */
const THINKING = { none: 0, low: 400, high: 2_400 } as const

/** An arm that asks one model. */
export function modelArm(options: ModelArmOptions): Arm {
  const { arm, name = arm.name, expected, clock, desk, prompts, scripts, ask } = options
  const { provider, model, effort, isSimulated } = arm
  const outputTokens = expected.output + expected.calls * THINKING[effort]
  const usage = { ...NO_USAGE, inputMiss: expected.input, output: outputTokens }
  return {
    name,
    what: isSimulated
      ? `${model}, an oracle on a local server with the manners of ${provider}`
      : `${model} of ${provider}, effort ${effort}`,
    isSimulated,
    forecast: () => ({
      calls: expected.calls,
      inputTokens: expected.input,
      outputTokens,
      usd: arm.priceOf(usage),
    }),
    answer: async (item, context) => {
      const witness = new WitnessedModel({
        arm,
        clock,
        onRequest: (request) => {
          prompts.note(request)
          if (isSimulated) desk.expect(model, request, { item, repeat: context.repeat, scripts })
        },
      })
      try {
        return witness.outcome(await ask(witness, item, context))
      } catch (error) {
        context.signal.throwIfAborted()
        if (witness.error === undefined) throw error
        // The model failed, and what it cost is known here alone.
        return witness.outcome(undefined)
      }
    },
  }
}
