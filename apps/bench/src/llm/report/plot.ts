import { escapeHtml } from '../../report/escape-html.ts'

/** One picture of the report, with what it shows in words. */
export interface Plot {
  readonly title: string
  /** One or two sentences: how to read it. */
  readonly note: string
  readonly width: number
  readonly height: number
  /** SVG elements. */
  readonly body: string
  /** Whether what it shows was planted. */
  readonly isSimulated: boolean
}

export const WIDTH = 760

/** The picture as HTML. Each is stamped on its own: pictures are cut out and passed on. */
export function plotHtml({ title, note, width, height, body, isSimulated }: Plot): string {
  const stamp = isSimulated ? stampIn(width, height) : ''
  return `<figure>
<figcaption><strong>${escapeHtml(title)}</strong> ${escapeHtml(note)}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(`${title}. ${note}${isSimulated ? ' Simulated.' : ''}`)}">
${body}
${stamp}
</svg>
</figure>`
}

function stampIn(width: number, height: number): string {
  const size = Math.min(84, height / 3)
  return `<text class="stamp" x="${width / 2}" y="${height / 2}" style="font-size:${size}px" text-anchor="middle" transform="rotate(-12 ${width / 2} ${height / 2})">SIMULATED</text>`
}

/** A text within a picture; safe for whatever it says. */
export function label(
  x: number,
  y: number,
  text: string,
  options: { anchor?: 'start' | 'middle' | 'end'; className?: string } = {},
): string {
  const { anchor = 'start', className } = options
  const named = className === undefined ? '' : ` class="${className}"`
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}"${named}>${escapeHtml(text)}</text>`
}

export function fixed(value: number): string {
  return value.toFixed(1)
}
