import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import type { TrackName } from '../trial.ts'

type Named = Pick<TrackAnalysis, 'track' | 'part'>

const TITLES: Readonly<Record<TrackName, string>> = {
  router: 'RouterAgent: what was meant',
  logic: 'LogicAgent: which table is free',
  human: 'HumanAgent: the words of the reply',
  e2e: 'All agents: whole dialogues',
}

const PART_TITLES = {
  dialogues: { test: 'All agents: whole dialogues', dev: 'Regression: dialogues of the dev split' },
  attacks: { test: 'All agents: attacks', dev: 'Regression: attacks of the dev split' },
} as const

const AGENTS: Readonly<Record<TrackName, string>> = {
  router: 'RouterAgent',
  logic: 'LogicAgent',
  human: 'HumanAgent',
  e2e: 'All agents together',
}

const SPLIT_NOTES = {
  test: 'Held out: written by somebody who neither read the rules nor ran them.',
  dev: 'Read while the rules were written: that rules are right here shows that they got no worse, and estimates nothing.',
} as const

/** The heading of what a track has shown. */
export function titleOf({ track, part }: Named): string {
  return part === undefined ? TITLES[track] : PART_TITLES[part.of][part.split]
}

/** Who answered, as a sentence begins. */
export function agentsOf({ track, part }: Named): string {
  return part === undefined ? AGENTS[track] : `${AGENTS[track]}, ${part.of}`
}

/** What figures of its split are good for; `undefined` where cases are held out by cluster. */
export function splitNoteOf({ part }: Named): string | undefined {
  return part === undefined ? undefined : SPLIT_NOTES[part.split]
}
