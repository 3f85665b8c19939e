import type { Clock } from '@larder/cache-core'
import { type ArmSetName, MODEL_CHOICES } from './arms.ts'
import type { ModelStage } from './models/model-stage.ts'
import { openOfflineStage } from './models/offline-stage.ts'
import { KEY_NAMES, type KeyEnvironment, keysFrom, openProviderStage } from './models/provider-stage.ts'

/** The arms that are meant when none are named: the present models where there is a key, else the simulated ones. */
export function defaultArms(environment: KeyEnvironment): ArmSetName {
  const { openai, deepseek } = keysFrom(environment)
  return openai === undefined && deepseek === undefined ? 'offline' : 'today'
}

/** The models of a set of arms, ready to be asked. Throws when real ones are wanted and there is no key. */
export async function openStage(
  armSet: ArmSetName,
  environment: KeyEnvironment,
  clock: Clock,
  seed: number,
): Promise<ModelStage> {
  if (armSet === 'offline') return openOfflineStage(clock, seed)
  const stage = openProviderStage(armSet, environment, clock)
  if (stage.models.length > 0) return stage
  const names = [...new Set(MODEL_CHOICES[armSet].map(({ provider }) => KEY_NAMES[provider]))]
  throw new Error(`--arms ${armSet} asks real models: set ${names.join(' or ')}, or take --arms offline.`)
}
