import { createHash } from 'node:crypto'
import { cpus } from 'node:os'
import type { Clock } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import { PRICE_ROWS } from '@larder/openai-adapter'
import { analyseTrack, type TrackAnalysis } from './analysis/analyse-track.ts'
import { type AnalysisPlan, DEFAULT_PLAN, hashOfPlan } from './analysis/plan.ts'
import type { ArmSetName } from './arms.ts'
import { buildTracks } from './build-tracks.ts'
import { datasetHash } from './dataset/dataset-hash.ts'
import { loadDataset } from './dataset/load-dataset.ts'
import { forecastRun, forecastText } from './dry-run.ts'
import { failingCounted } from './failing-counted.ts'
import type { ModelStage } from './models/model-stage.ts'
import type { KeyEnvironment } from './models/provider-stage.ts'
import { openStage } from './open-stage.ts'
import { recording, refuseOldRecord, replaying } from './record-replay.ts'
import type { LlmReport, Provenance } from './report/llm-report.ts'
import { runTrials } from './run-trials.ts'
import { scheduleTrials } from './schedule.ts'
import { SpendingLimit } from './spending-limit.ts'
import type { Track } from './track.ts'
import { trackId, type TrackName } from './trial.ts'

export interface LlmOptions {
  readonly armSet: ArmSetName
  readonly tracks: readonly TrackName[]
  readonly repeats: number
  readonly budgetUsd: number
  /** At most so many cases of each track; default all. */
  readonly cases?: number | undefined
  readonly seed: number
  /** Answers on their way at a time. */
  readonly concurrency: Readonly<Record<TrackName, number>>
  /** Cases of a block of time; default 24. */
  readonly blockSize?: number | undefined
  readonly recordIn?: string | undefined
  readonly replayOf?: string | undefined
  readonly isDryRun: boolean
  readonly environment: KeyEnvironment
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
  /** What the run will take, before it takes it. */
  readonly onForecast: (text: string) => void
}

const WARM_UP = 3

/** Asks and judges; `undefined` after a dry run. */
export async function runLlm(options: LlmOptions): Promise<LlmReport | undefined> {
  const { armSet, environment, clock, seed, recordIn, budgetUsd, repeats, onForecast } = options
  if (recordIn !== undefined) refuseOldRecord(recordIn)
  const dataset = loadDataset()
  await using stage = await openStage(armSet, environment, clock, seed)
  const tracks = buildTracks(options.tracks, dataset, stage, armSet, seed).map((track) =>
    prepared(track, options),
  )
  onForecast(forecastText(forecastRun(tracks, repeats, WARM_UP), budgetUsd))
  if (options.isDryRun) return undefined
  const plan: AnalysisPlan = { ...DEFAULT_PLAN, repeats, seed }
  const limit = new SpendingLimit(budgetUsd)
  const analyses: TrackAnalysis[] = []
  for (const track of tracks) analyses.push(await runTrack(track, plan, limit, options))
  return { plan, tracks: analyses, provenance: provenanceOf(plan, stage, limit, options) }
}

/** Fewer cases where fewer are asked for; answers from a record, or into one. */
function prepared(track: Track, { cases, recordIn, replayOf, clock }: LlmOptions): Track {
  const id = trackId(track.name, track.part)
  const kept = cases === undefined ? track.cases : sampled(track.cases, cases)
  if (replayOf !== undefined) return { ...track, cases: kept, arms: replaying(track.arms, id, replayOf) }
  const counted = track.arms.map((arm) => failingCounted(arm, clock))
  const arms = recordIn === undefined ? counted : recording(counted, id, recordIn)
  return { ...track, cases: kept, arms }
}

/** Evenly over the list, so that every category is there. */
function sampled<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)] as T)
}

async function runTrack(
  track: Track,
  plan: AnalysisPlan,
  limit: SpendingLimit,
  { concurrency, blockSize, clock, signal, onProgress, seed, replayOf }: LlmOptions,
): Promise<TrackAnalysis> {
  const schedule = scheduleTrials({
    arms: track.arms.length,
    cases: track.cases.length,
    repeats: plan.repeats,
    blockSize,
    // A record holds what counts, and no warm-up.
    warmUp: replayOf === undefined ? WARM_UP : 0,
    random: new SeededRandom(seed),
  })
  const total = schedule.blocks.reduce((sum, block) => sum + block.length, 0)
  let done = 0
  const run = await runTrials({
    track,
    schedule,
    limit,
    concurrency: concurrency[track.name],
    clock,
    signal,
    onTrial: () => {
      done++
      if (done % 500 === 0 || done === total)
        onProgress(`${trackId(track.name, track.part)}: ${done} of ${total} answers`)
    },
  })
  return analyseTrack(track, run, plan)
}

function provenanceOf(
  plan: AnalysisPlan,
  stage: ModelStage,
  limit: SpendingLimit,
  { armSet, budgetUsd, clock, replayOf, recordIn }: LlmOptions,
): Provenance {
  return {
    generatedAt: new Date(clock.now()).toISOString(),
    armSet,
    datasetHash: datasetHash(),
    promptVersions: stage.prompts.versions,
    planHash: hashOfPlan(plan),
    pricesCheckedOn: [...new Set(PRICE_ROWS.map(({ checkedOn }) => checkedOn))].sort(),
    priceHash: createHash('sha256').update(JSON.stringify(PRICE_ROWS)).digest('hex').slice(0, 16),
    region: stage.where,
    node: process.version.slice(1),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    spentUsd: limit.spentUsd,
    budgetUsd,
    replayOf,
    recordedIn: recordIn,
  }
}
