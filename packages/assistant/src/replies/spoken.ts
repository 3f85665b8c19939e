import { DateTime } from 'luxon'
import type { LocalDate, LocalTime } from '../house.ts'
import type { Language, Zone } from '../slots.ts'

/** "sábado 28 de noviembre", "Saturday 28 November"; with the year when it is not this one. */
export function spokenDate(date: LocalDate, language: Language, today: LocalDate): string {
  const day = DateTime.fromISO(date, { zone: 'utc' }).setLocale(language === 'es' ? 'es-ES' : 'en-GB')
  const year = date.slice(0, 4) === today.slice(0, 4) ? '' : language === 'es' ? " 'de' yyyy" : ' yyyy'
  return day.toFormat(language === 'es' ? `cccc d 'de' LLLL${year}` : `cccc d LLLL${year}`)
}

/** "21:30", "9:30 pm". */
export function spokenTime(time: LocalTime, language: Language): string {
  if (language === 'es') return time
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const half = hour < 12 ? 'am' : 'pm'
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')} ${half}`
}

/** "a las 21:30", "a la 1:30", "at 9:30 pm". */
export function atTime(time: LocalTime, language: Language): string {
  if (language === 'en') return `at ${spokenTime(time, 'en')}`
  return `${/^0?1:/.test(time) ? 'a la' : 'a las'} ${spokenTime(time, 'es')}`
}

const ZONE_WORDS: Readonly<Record<Language, Readonly<Record<Zone, string>>>> = {
  es: {
    indoor: 'en el salón',
    terrace: 'en la terraza',
    bar: 'en la barra',
    private: 'en el reservado',
  },
  en: { indoor: 'indoors', terrace: 'on the terrace', bar: 'at the bar', private: 'in the private room' },
}

export function inZone(zone: Zone, language: Language): string {
  return ZONE_WORDS[language][zone]
}

/** "a, b y c", "a, b or c". */
export function joined(parts: readonly string[], word: string): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`
}

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  es: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

/** "de lunes a jueves", "lunes y domingo"; "Monday to Thursday". */
export function spokenWeekdays(weekdays: readonly number[], language: Language): string {
  const names = WEEKDAYS[language]
  const sorted = [...weekdays].sort((one, other) => one - other)
  const [first = 1] = sorted
  const last = sorted.at(-1) ?? first
  const isRun = sorted.length > 2 && last - first === sorted.length - 1
  if (isRun)
    return language === 'es'
      ? `de ${names[first - 1]} a ${names[last - 1]}`
      : `${names[first - 1]} to ${names[last - 1]}`
  return joined(
    sorted.map((day) => names[day - 1] ?? ''),
    language === 'es' ? 'y' : 'and',
  )
}
