import type { ArmSetName } from './arms.ts'
import type { Dataset } from './dataset/load-dataset.ts'
import type { ModelStage } from './models/model-stage.ts'
import type { Track } from './track.ts'
import { e2eTracks } from './tracks/e2e-tracks.ts'
import { humanTrack } from './tracks/human-track.ts'
import { logicTrack } from './tracks/logic-track.ts'
import { routerTrack } from './tracks/router-track.ts'
import type { TrackName } from './trial.ts'

type BuildTracks = (dataset: Dataset, stage: ModelStage, armSet: ArmSetName, seed: number) => readonly Track[]

const BUILDERS: Readonly<Record<TrackName, BuildTracks>> = {
  router: alone(routerTrack),
  logic: alone(logicTrack),
  human: alone(humanTrack),
  e2e: e2eTracks,
}

function alone(build: (...given: Parameters<BuildTracks>) => Track): BuildTracks {
  return (...given) => [build(...given)]
}

/** The tracks that are asked for, in the order of the agents; of some there are several parts. */
export function buildTracks(
  names: readonly TrackName[],
  ...given: Parameters<BuildTracks>
): readonly Track[] {
  return names.flatMap((name) => BUILDERS[name](...given))
}
