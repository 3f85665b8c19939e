import type { CacheBenchmarkResult } from '../cache-benchmark.ts'
import { answerTo, describe, formatted, ratioTo } from './comparison.ts'
import { escapeHtml } from './escape-html.ts'
import { type Question, QUESTIONS } from '../cache-questions.ts'

/** The result as one self-contained page: a bar chart for each question. */
export function htmlReport(result: CacheBenchmarkResult): string {
  const charts = QUESTIONS.map((question) => chart(result, question)).filter((html) => html !== '')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Larder: cache benchmark</title>
<style>
  :root { color-scheme: light dark; --ours: #1a7f64; --theirs: #8a94a6; }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
  h2 { margin: 2.5rem 0 .2rem; font-size: 1.1rem; }
  p { margin: .2rem 0 .6rem; opacity: .8; }
  svg { width: 100%; height: auto; display: block; }
  text { font: 13px system-ui, sans-serif; fill: currentColor; }
</style>
<h1>Cache benchmark</h1>
<p>${escapeHtml(describe(result))}</p>
<p>Median of ${result.rounds} interleaved rounds of ${result.durationMs} ms; the thin line spans all rounds. Longer bars are better, but for stored bytes.</p>
${charts.join('\n')}
</html>
`
}

const ROW = 26
const LABEL = 130
const BAR = 440

function chart(result: CacheBenchmarkResult, question: Question): string {
  const peers = [
    ...new Set(result.answers.filter(({ questionId }) => questionId === question.id).map(({ peer }) => peer)),
  ]
  if (peers.length === 0) return ''
  const longest = Math.max(...peers.flatMap((peer) => answerTo(result, question, peer)?.samples ?? []))
  const rows = peers.map((peer, index) => bar(result, question, peer, index, longest))
  return `<h2>${escapeHtml(question.title)}</h2>
<p>${escapeHtml(question.note)}</p>
<svg viewBox="0 0 760 ${peers.length * ROW}" role="img" aria-label="${escapeHtml(question.title)}">
${rows.join('\n')}
</svg>`
}

function bar(
  result: CacheBenchmarkResult,
  question: Question,
  peer: string,
  index: number,
  longest: number,
): string {
  const answer = answerTo(result, question, peer)
  const y = index * ROW
  const label = `<text x="${LABEL - 8}" y="${y + 17}" text-anchor="end">${escapeHtml(peer)}</text>`
  if (answer?.median === undefined)
    return `${label}<text x="${LABEL}" y="${y + 17}">failed: ${escapeHtml(answer?.error ?? '')}</text>`
  const at = (value: number) => (LABEL + (value / longest) * BAR).toFixed(1)
  const ratio = ratioTo(result, question, peer)
  const told = peer === 'Larder' || ratio === undefined ? '' : `, Larder × ${ratio.toFixed(2)}`
  const line = `<line x1="${at(Math.min(...answer.samples))}" x2="${at(Math.max(...answer.samples))}" y1="${y + 12}" y2="${y + 12}" stroke="currentColor"/>`
  const fill = peer === 'Larder' ? 'var(--ours)' : 'var(--theirs)'
  return `${label}<rect x="${LABEL}" y="${y + 4}" width="${((answer.median / longest) * BAR).toFixed(1)}" height="16" fill="${fill}"/>${line}<text x="${LABEL + BAR + 8}" y="${y + 17}">${formatted(answer.median, question.unit)}${told}</text>`
}
