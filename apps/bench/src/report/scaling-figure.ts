/** A number as people read it: three digits that mean something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'never'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1_000) {
    const step = 10 ** (Math.floor(Math.log10(size)) - 2)
    return Math.round(Math.round(value / step) * step).toLocaleString('en')
  }
  if (size >= 100) return value.toFixed(0)
  if (size >= 10) return trimmed(value.toFixed(1))
  return trimmed(value.toFixed(size >= 0.1 ? 2 : 3))
}

/** 0.123 as 12 %. */
export function percent(share: number): string {
  return `${figure(100 * share)} %`
}

/** A time in ms, in the unit that fits. */
export function span(ms: number): string {
  if (!Number.isFinite(ms)) return 'not in time'
  return ms >= 1_000 ? `${figure(ms / 1_000)} s` : `${figure(ms)} ms`
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
