import { type ArmSetName, MODEL_PAIRS } from '../arms.ts'
import type { Dataset } from '../dataset/load-dataset.ts'
import { gradeRouter, ROUTER_PRIMARY } from '../graders/grade-router.ts'
import type { ModelStage } from '../models/model-stage.ts'
import type { Track } from '../track.ts'
import { housesOf, routerCases } from './router-cases.ts'
import { ngramRouterArm, routerModelArm, rulesRouterArm } from './router-arms.ts'

/** RouterAgent on single turns. */
export function routerTrack(dataset: Dataset, stage: ModelStage, armSet: ArmSetName, seed: number): Track {
  const arms = [
    rulesRouterArm(stage.clock),
    ngramRouterArm(dataset, seed, stage.clock),
    ...stage.models.map((model) => routerModelArm(model, stage)),
  ]
  const pairs = [
    ...MODEL_PAIRS[armSet],
    ...stage.models.slice(0, 1).map(({ name }) => ['rules', name] as const),
    ['n-gram', 'rules'] as const,
  ]
  return {
    name: 'router',
    primary: ROUTER_PRIMARY,
    cases: routerCases(dataset),
    arms,
    contrasts: pairs.map(([candidate, reference]) => ({
      candidate,
      reference,
      question: `Does ${candidate} understand as well as ${reference}?`,
    })),
    grade: gradeRouter(housesOf(dataset)),
  }
}
