import type { Environment } from '../environment.ts'
import type { RowResult } from '../faults/row-result.ts'
import { escapeHtml } from './escape-html.ts'
import { measuredOn } from './measured-on.ts'
import { timelineSvg } from './fault-timeline.ts'

const LEGEND = [
  ['l1', 'from memory'],
  ['l2', 'from Redis'],
  ['cached', 'from a cache'],
  ['done', 'writes'],
  ['load', 'loaded'],
  ['stale', 'stale'],
  ['failed', 'failed'],
  ['unanswered', 'no answer'],
  ['open', 'breaker open'],
  ['half-open', 'probing'],
  ['degraded', 'not healthy'],
] as const

const STYLE = `
  :root { color-scheme: light dark; --l1: #1a7f64; --l2: #4aa3df; --cached: #2a9d8f; --done: #9aa5b1; --load: #e0a030;
    --stale: #b98ad0; --bad: #d62839; --open: #d62839; --half: #f0a04b; --calm: #cfe3da; --fault: #d6283922; --recovery: #f0a04b2e; }
  @media (prefers-color-scheme: dark) { :root { --calm: #24473b; --done: #5b6673; --fault: #ff5a6a2b; --recovery: #f0a04b33; } }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
  svg { width: 100%; height: auto; display: block; margin: 1rem 0; }
  text { font: 11px system-ui, sans-serif; fill: currentColor; }
  table { border-collapse: collapse; font-size: .9rem; } td, th { padding: .2rem .7rem .2rem 0; text-align: left; vertical-align: top; }
  .no td { color: var(--bad); font-weight: 600; }
  .grid { stroke: currentColor; opacity: .15; } .spread { stroke: currentColor; opacity: .25; } .edge { stroke: var(--bad); opacity: .6; }
  .max { fill: currentColor; opacity: .55; } .p50 { fill: var(--l1); }
  .fault { fill: var(--fault); } .recovery { fill: var(--recovery); }
  .l1, .healthy.key { fill: var(--l1); background: var(--l1); } .l2 { fill: var(--l2); background: var(--l2); }
  .cached { fill: var(--cached); background: var(--cached); } .done { fill: var(--done); background: var(--done); }
  .load { fill: var(--load); background: var(--load); } .stale { fill: var(--stale); background: var(--stale); }
  .failed, .unanswered { fill: var(--bad); background: var(--bad); }
  .closed, .healthy { fill: var(--calm); } .open { fill: var(--open); background: var(--open); }
  .half-open { fill: var(--half); background: var(--half); } .degraded { fill: var(--half); background: var(--half); }
  .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em; }
  p { margin: .2rem 0 .6rem; }
`

/** One drill as a page that needs nothing else: its timeline, what was measured beside what was allowed, and what was told. */
export function faultPage(result: RowResult, environment: Environment): string {
  const { number, title, how, cache, seed, profile, verdict, error } = result
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${number} ${title}: ${verdict}`)}</title>
<style>${STYLE}</style>
<h1>${escapeHtml(`${number}. ${title}`)}: ${verdict}</h1>
<p>${escapeHtml(how)}</p>
<p>${escapeHtml(`${cache}, ${profile} drill, seed ${seed}. ${measuredOn(environment, [])}`)}</p>
${error === undefined ? '' : `<p><strong>${escapeHtml(error)}</strong></p>`}
${timelineSvg(result)}
<p>${LEGEND.map(([name, text]) => `<span class="key ${name}"></span>${text}`).join('')}</p>
<p>Shaded: the fault, then the way back to full service; red lines: it began, or struck anew. Each bar is 50 ms of calls by what became of them; below, p50 and the longest call of the same 50 ms. Seconds count from the beginning of the fault.</p>
${findings(result)}
${events(result)}
</html>
`
}

function findings({ findings: all }: RowResult): string {
  const rows = all.map(
    ({ name, measured, budget, ok }) =>
      `<tr${ok ? '' : ' class="no"'}><td>${escapeHtml(name)}</td><td>${escapeHtml(measured)}</td><td>${escapeHtml(budget)}</td></tr>`,
  )
  return `<h2>Measured, and allowed</h2>\n<table><tr><th></th><th>measured</th><th>allowed</th></tr>${rows.join('\n')}</table>`
}

/** A long flapping tells the same again and again. */
const MOST_EVENTS = 200

function events({ events: all }: RowResult): string {
  const rows = all
    .slice(0, MOST_EVENTS)
    .map(({ atMs, text }) => `<tr><td>${(atMs / 1_000).toFixed(2)} s</td><td>${escapeHtml(text)}</td></tr>`)
  const rest = all.length > MOST_EVENTS ? `<p>${all.length - MOST_EVENTS} more.</p>` : ''
  return rows.length === 0 ? '' : `<h2>What the caches told</h2>\n<table>${rows.join('\n')}</table>${rest}`
}
