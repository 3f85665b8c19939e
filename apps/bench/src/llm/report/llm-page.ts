import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import { escapeHtml } from '../../report/escape-html.ts'
import { bookAnswers } from './book-answers.ts'
import { confusionPlot } from './confusion-plot.ts'
import { costQualityPlot } from './cost-quality-plot.ts'
import { forestPlot } from './forest-plot.ts'
import { fourAnswers } from './four-answers.ts'
import { latencyPlots } from './latency-plots.ts'
import { isSimulated, type LlmReport } from './llm-report.ts'
import { LLM_PAGE_STYLE } from './llm-page-style.ts'
import { outcomePlot } from './outcome-plot.ts'
import { plotHtml, type Plot } from './plot.ts'
import { provenanceTable } from './provenance-table.ts'
import { bookSizePlot, passKPlot, powerPlot } from './reliability-plots.ts'
import { splitNoteOf, titleOf } from './track-labels.ts'
import { armsTable, categoriesTable, checksTable, comparisonsTable } from './track-tables.ts'

/** The report as one page that needs nothing else: no script, no font, no picture from elsewhere. */
export function llmPage(report: LlmReport): string {
  const simulated = report.tracks.some(isSimulated)
  const banner = simulated
    ? '<p class="banner"><strong>SIMULATED.</strong> Answers, times and costs were planted, to show that the harness finds what is there. Nothing here is true of any model. With keys in the environment the same command asks the real ones.</p>'
    : ''
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Larder: evaluation of models${simulated ? ' (simulated)' : ''}</title>
<style>${LLM_PAGE_STYLE}</style>
<h1>Evaluation of models</h1>
${banner}
${answersHtml(report)}
${report.tracks.map(trackHtml).join('\n')}
<h2>Where this comes from</h2>
${provenanceTable(report)}
</html>
`
}

function answersHtml(report: LlmReport): string {
  const answers = [...fourAnswers(report), bookAnswers(report)].map(
    ({ question, sentences }) =>
      `<h3>${escapeHtml(question)}</h3>\n<ul>${sentences.map((text) => `<li>${escapeHtml(text)}</li>`).join('\n')}</ul>`,
  )
  return `<h2>The questions</h2>\n${answers.join('\n')}`
}

function trackHtml(analysis: TrackAnalysis): string {
  const simulated = isSimulated(analysis)
  const cut = analysis.isCutShort
    ? `<p class="banner">The budget ended first: ${analysis.discarded} answers of a block that was not finished are left out.</p>`
    : ''
  const arms = analysis.arms.map(
    ({ arm, what }) => `<li><strong>${escapeHtml(arm)}</strong>: ${escapeHtml(what)}</li>`,
  )
  const note = splitNoteOf(analysis)
  return `<h2>${escapeHtml(titleOf(analysis))}</h2>
${note === undefined ? '' : `<p>${escapeHtml(note)}</p>`}
<p>Right is: ${escapeHtml(analysis.primary)}.</p>
${cut}
<ul>${arms.join('\n')}</ul>
${armsTable(analysis)}
${analysis.comparisons.length === 0 ? '' : comparisonsTable(analysis)}
${checksTable(analysis)}
${categoriesTable(analysis)}
${plotsOf(analysis, simulated).map(plotHtml).join('\n')}`
}

/** None of a regression test: its one arm is compared with nobody. */
function plotsOf(analysis: TrackAnalysis, simulated: boolean): readonly Plot[] {
  if (analysis.part?.split === 'dev') return []
  const plots = [
    ...analysis.comparisons.map((comparison) => forestPlot(comparison, simulated)),
    costQualityPlot(analysis, simulated),
    ...latencyPlots(analysis, simulated),
    bookSizePlot(analysis, simulated),
    passKPlot(analysis, simulated),
    outcomePlot(analysis, simulated),
    powerPlot(analysis, simulated),
    ...analysis.arms.map((arm) => confusionPlot(arm, simulated)),
  ]
  return plots.filter((plot) => plot !== undefined)
}
