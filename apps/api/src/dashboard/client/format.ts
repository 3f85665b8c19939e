import { currentLanguage } from './texts.ts'

export function number(value: number, digits = 0): string {
  return value.toLocaleString(currentLanguage(), { maximumFractionDigits: digits })
}

/** Three digits that count: for figures of any size. */
export function figure(value: number): string {
  return value.toLocaleString(currentLanguage(), { maximumSignificantDigits: value < 1_000 ? 3 : 21 })
}

export function percent(share: number): string {
  return share.toLocaleString(currentLanguage(), { style: 'percent', maximumFractionDigits: 1 })
}

/** Small sums matter: calls of models cost fractions of a cent. */
export function dollars(usd: number): string {
  const digits = usd === 0 || usd >= 1 ? 2 : 6
  return usd.toLocaleString(currentLanguage(), {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: digits,
  })
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

/** Its name in the language of the page. */
export function languageName(code: string): string {
  return new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(code) ?? code
}

export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString(currentLanguage(), { hourCycle: 'h23' })
}
