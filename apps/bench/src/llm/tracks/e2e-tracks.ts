import type { Arm } from '../arm.ts'
import type { ArmSetName } from '../arms.ts'
import type { Dataset } from '../dataset/load-dataset.ts'
import { ATTACK_PRIMARY, DIALOGUE_PRIMARY, gradeDialogue } from '../graders/grade-dialogue.ts'
import type { ModelStage } from '../models/model-stage.ts'
import type { Contrast, Track } from '../track.ts'
import type { TrackPart } from '../trial.ts'
import { dialogueCases } from './dialogue-cases.ts'
import { e2eArms, rulesArm } from './e2e-arms.ts'

const PRIMARY = { dialogues: DIALOGUE_PRIMARY, attacks: ATTACK_PRIMARY } as const
const KINDS = ['dialogues', 'attacks'] as const

/**
 * Dialogues and attacks, each told apart: what was held out, by all arms, and what was read while the rules were written, by
 * rules alone. That is a regression test, and takes a second.
 */
export function e2eTracks(
  dataset: Dataset,
  stage: ModelStage,
  armSet: ArmSetName,
  seed: number,
): readonly Track[] {
  const all = e2eArms(stage, armSet, seed)
  const rules = [rulesArm(stage, seed)]
  return [
    ...KINDS.map((of) => partOf(dataset, { of, split: 'test' }, all)),
    ...KINDS.map((of) => partOf(dataset, { of, split: 'dev' }, rules)),
  ]
}

function partOf(dataset: Dataset, part: TrackPart, arms: readonly Arm[]): Track {
  const [, judged, ...others] = arms
  return {
    name: 'e2e',
    part,
    primary: PRIMARY[part.of],
    cases: dialogueCases(dataset, part),
    arms,
    contrasts: judged === undefined ? [] : contrastsOf(judged, [...others, ...arms.slice(0, 1)]),
    grade: gradeDialogue,
  }
}

function contrastsOf(judged: Arm, others: readonly Arm[]): readonly Contrast[] {
  return others.map(({ name }) => ({
    candidate: judged.name,
    reference: name,
    question: `Does ${judged.name} leave the book as it has to be more often than ${name}?`,
  }))
}
