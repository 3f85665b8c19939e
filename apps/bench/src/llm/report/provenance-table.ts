import { htmlTable } from './html-table.ts'
import type { LlmReport } from './llm-report.ts'

/** What was run, with what, when, and what was decided before. */
export function provenanceTable({ plan, provenance, tracks }: LlmReport): string {
  const times = tracks
    .flatMap(({ from, until }) => [from, until])
    .filter(Boolean)
    .sort()
  const spoilt = tracks
    .flatMap(({ arms }) => arms.map(({ spoilt }) => spoilt))
    .reduce((sum, one) => sum + one, 0)
  return htmlTable(
    ['', ''],
    [
      [
        'Decided before',
        `${plan.primary.join('; ')}; margin ${Math.round(100 * plan.margin)} points; alpha ${plan.alpha}; ${plan.repeats} repeats; ${plan.resamples} resamples; everything else is secondary`,
      ],
      ['Hash of that', provenance.planHash],
      ['Arms', provenance.armSet],
      [
        'Models, as they call themselves',
        named(tracks.flatMap(({ arms }) => arms.flatMap(({ models }) => models))),
      ],
      ['Data', `sha256 ${provenance.datasetHash}`],
      ['Prompts', provenance.promptVersions.join(', ')],
      ['Asked', times.length === 0 ? 'nothing' : `${times[0]} to ${times.at(-1)}`],
      ['Spent', spentText(provenance)],
      ['Prices', `table ${provenance.priceHash}, looked up on ${provenance.pricesCheckedOn.join(', ')}`],
      ['Hosts that were asked', provenance.region],
      ['Spoilt trials', `${spoilt}: counted as wrong, and left out where it says so`],
      ['Seed', String(plan.seed)],
      ['Machine', `${provenance.machine}, Node ${provenance.node}`],
      ['Made from', provenance.replayOf ?? 'answers of this run'],
      ['Recorded in', provenance.recordedIn ?? 'nowhere'],
      ['This page', provenance.generatedAt],
    ],
    'wide facts',
  )
}

function named(models: readonly string[]): string {
  return [...new Set(models)].join(', ') || 'none'
}

/** Without a budget nothing real was asked. */
function spentText({ spentUsd, budgetUsd }: LlmReport['provenance']): string {
  const spent = `${spentUsd.toFixed(4)} USD`
  return Number.isFinite(budgetUsd)
    ? `${spent} of ${budgetUsd} USD`
    : `nothing; as planted it would have been ${spent}`
}
