import type { BookingDraft } from '@larder/assistant'

/** What a booking holds that has no field of its own. */
export interface BookingNotes extends Pick<
  BookingDraft,
  'notes' | 'highChairs' | 'pets' | 'accessible' | 'diet'
> {
  /** When it is another than the one of the guest's record. */
  readonly name?: string | undefined
  /** As it was given for this booking. */
  readonly email?: string | undefined
  readonly phone?: string | undefined
  /** Of keys, oldest first: see key-mark.ts. */
  readonly marks: readonly string[]
}

/** Between what people write and what is written here. */
const DIVIDER = '--- Larder ---'
/** A booking that is changed again and again keeps the marks of the last so many. */
const MAX_MARKS = 12
const LABELS = {
  name: 'A nombre de',
  phone: 'Teléfono',
  email: 'Email',
  diet: 'Alergias y dietas',
  highChairs: 'Tronas',
  pets: 'Mascota',
  accessible: 'Acceso sin escalones',
  marks: 'Ref.',
} as const

/** As text for a cell that people read and may write into, above the divider. */
export function notesText({ notes, marks, diet, ...more }: BookingNotes): string {
  const lines = [
    more.name !== undefined && `${LABELS.name}: ${inline(more.name)}`,
    more.phone !== undefined && `${LABELS.phone}: ${inline(more.phone)}`,
    more.email !== undefined && `${LABELS.email}: ${inline(more.email)}`,
    diet !== undefined && diet.length > 0 && `${LABELS.diet}: ${diet.map(listItem).join('; ')}`,
    more.highChairs !== undefined && `${LABELS.highChairs}: ${more.highChairs}`,
    more.pets !== undefined && `${LABELS.pets}: ${more.pets ? 'sí' : 'no'}`,
    more.accessible !== undefined && `${LABELS.accessible}: ${more.accessible ? 'sí' : 'no'}`,
    marks.length > 0 && `${LABELS.marks}: ${marks.slice(-MAX_MARKS).join(' ')}`,
  ].filter((line) => line !== false)
  // A guest who writes the divider must not write what follows it.
  const free = undivided(notes ?? '').trim()
  return [...(free === '' ? [] : [free]), ...(lines.length > 0 ? [DIVIDER, ...lines] : [])].join('\n')
}

/** What notesText made of it, and what people have made of that since. */
export function readNotes(cell: string): BookingNotes {
  const [free = '', ours = ''] = splitAt(cell, cell.lastIndexOf(DIVIDER))
  const values = new Map(
    ours.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2).trim()]
    }),
  )
  const yes = (label: string) => (values.has(label) ? values.get(label) === 'sí' : undefined)
  const notes = free.trim()
  const diet = values
    .get(LABELS.diet)
    ?.split(';')
    .map((item) => item.trim())
  const highChairs = Number(values.get(LABELS.highChairs) ?? Number.NaN)
  return present({
    notes: notes === '' ? undefined : notes,
    name: values.get(LABELS.name),
    phone: values.get(LABELS.phone),
    email: values.get(LABELS.email),
    diet: diet?.filter((item) => item !== ''),
    highChairs: Number.isInteger(highChairs) ? highChairs : undefined,
    pets: yes(LABELS.pets),
    accessible: yes(LABELS.accessible),
    marks: (values.get(LABELS.marks) ?? '').split(' ').filter((mark) => mark !== ''),
  })
}

function splitAt(cell: string, divider: number): readonly string[] {
  return divider < 0 ? [cell] : [cell.slice(0, divider), cell.slice(divider + DIVIDER.length)]
}

function inline(text: string): string {
  return undivided(text.replaceAll(/\s+/g, ' ')).trim()
}

function undivided(text: string): string {
  return text.replaceAll(/-{3,}\s*Larder/gi, '- Larder')
}

function listItem(text: string): string {
  return inline(text).replaceAll(';', ',')
}

/** Without what is undefined, so that a booking reads as it was written. */
function present(notes: BookingNotes): BookingNotes {
  return Object.fromEntries(
    Object.entries(notes).filter(([, value]) => value !== undefined),
  ) as unknown as BookingNotes
}
