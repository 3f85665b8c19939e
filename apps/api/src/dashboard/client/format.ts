import { currentLanguage } from './texts.ts'

export function number(value: number, digits = 0): string {
  return value.toLocaleString(currentLanguage(), { maximumFractionDigits: digits })
}

export function percent(share: number): string {
  return share.toLocaleString(currentLanguage(), { style: 'percent', maximumFractionDigits: 1 })
}

export function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10))
  return `${number(count / 2 ** (10 * step), step === 0 ? 0 : 1)} ${units[step]}`
}

export function duration(ms: number): string {
  if (ms < 1) return `${number(ms, 3)} ms`
  if (ms < 1_000) return `${number(ms, ms < 10 ? 1 : 0)} ms`
  if (ms < 120_000) return `${number(ms / 1_000, 1)} s`
  return `${number(ms / 60_000)} min`
}

export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString(currentLanguage())
}
