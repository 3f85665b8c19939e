import { plainWord } from '../redaction/given-names.ts'
import { contactOf } from './contact.ts'
import type { Task } from './conversation.ts'
import type { HeardMessage } from './heard.ts'

const RENAMES =
  /(?<!\p{L})(?:(?:cambi\p{L}*|corrig\p{L}*|corregir|modific\p{L}*|rectific\p{L}*|actualiz\p{L}*) (?:\p{L}+ ){0,3}(?:nombre|titular)|(?:otro|nuevo) nombre|nombre (?:esta|estaba) mal|pon\p{L}* (?:\S+ ){0,5}a nombre de|(?:change|correct|update|amend) (?:\p{L}+ ){0,3}name|(?:another|different|new|wrong) name|put (?:\S+ ){1,5}(?:under|in) (?:the name|\p{Lu}?\p{L}+'s name))(?!\p{L})/u
const ONLY_NAME = /^\W*(?:(?:el|la|the|my|mi|quiero|cambiar)\s+)*(?:nombre|name)\W*$/u

/** Whether a message wants a booking to be under another name. */
export function wantsOtherName(message: string): boolean {
  return RENAMES.test(plainWord(message))
}

/** "El nombre": which of the things that may be changed. */
export function saysOnlyName(message: string): boolean {
  return ONLY_NAME.test(plainWord(message))
}

const PARTS: readonly (readonly ['people' | 'time' | 'date', RegExp])[] = [
  [
    'people',
    /^\W*(?:(?:el|la|los|las|the|numero de|number of|how many)\s+)*(?:personas|gente|comensales|people|guests)\W*$/u,
  ],
  ['time', /^\W*(?:(?:el|la|the)\s+)*(?:hora|time)\W*$/u],
  ['date', /^\W*(?:(?:el|la|the)\s+)*(?:dia|fecha|day|date)\W*$/u],
]

/** "Las personas": which other of the things that may be changed. */
export function partToChange(message: string): 'people' | 'time' | 'date' | undefined {
  return PARTS.find(([, pattern]) => pattern.test(plainWord(message)))?.[0]
}

/** A change with the other name in it, as soon as it is told. */
export function withOtherName(task: Task, { message, slots }: Pick<HeardMessage, 'message' | 'slots'>): Task {
  const { awaiting } = task
  const isAsked = awaiting?.for === 'slot' && awaiting.slot === 'name'
  const isNamed = awaiting?.for === 'what-to-change' && saysOnlyName(message)
  const isRenaming = task.isRenaming === true || wantsOtherName(message) || isNamed
  if (task.kind !== 'change' || !isRenaming) return task
  const { name } = contactOf(slots)
  const isTold = name !== undefined && (isAsked || wantsOtherName(message))
  return { ...task, isRenaming, ...(isTold ? { wanted: { ...task.wanted, newName: name } } : {}) }
}
