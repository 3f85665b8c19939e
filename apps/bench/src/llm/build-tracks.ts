import type { ArmSetName } from './arms.ts'
import type { Dataset } from './dataset/load-dataset.ts'
import type { ModelStage } from './models/model-stage.ts'
import type { Track } from './track.ts'
import { e2eTrack } from './tracks/e2e-track.ts'
import { humanTrack } from './tracks/human-track.ts'
import { logicTrack } from './tracks/logic-track.ts'
import { routerTrack } from './tracks/router-track.ts'
import type { TrackName } from './trial.ts'

type BuildTrack = (dataset: Dataset, stage: ModelStage, armSet: ArmSetName, seed: number) => Track

const BUILDERS: Readonly<Record<TrackName, BuildTrack>> = {
  router: routerTrack,
  logic: logicTrack,
  human: humanTrack,
  e2e: e2eTrack,
}

/** The tracks that are asked for, in the order of the agents. */
export function buildTracks(names: readonly TrackName[], ...given: Parameters<BuildTrack>): readonly Track[] {
  return names.map((name) => BUILDERS[name](...given))
}
