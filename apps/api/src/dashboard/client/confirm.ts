import { byId, elementOf } from './dom.ts'

export interface Question {
  readonly title: string
  readonly words: string
  /** What the button says that does it. */
  readonly yes: string
  /** Found out while it is asked, and shown below; told `signal` when nobody waits for it any more. */
  readonly preview?: ((signal: AbortSignal) => Promise<string>) | undefined
}

/** Asks before something is done; "no" is what Enter and Escape say. */
export async function isConfirmed({ title, words, yes, preview }: Question): Promise<boolean> {
  const dialog = elementOf(HTMLDialogElement, 'confirm')
  const answer = Promise.withResolvers<boolean>()
  const leaving = new AbortController()
  const { signal } = leaving
  byId('confirm-title').textContent = title
  byId('confirm-text').textContent = words
  byId('confirm-yes').textContent = yes
  byId('confirm-count').textContent = ''
  byId('confirm-yes').addEventListener('click', () => answer.resolve(true), { signal })
  byId('confirm-no').addEventListener('click', () => answer.resolve(false), { signal })
  dialog.addEventListener('cancel', () => answer.resolve(false), { signal })
  dialog.showModal()
  byId('confirm-no').focus()
  void preview?.(signal).then((found) => {
    if (!signal.aborted) byId('confirm-count').textContent = found
  })
  const isYes = await answer.promise
  leaving.abort()
  dialog.close()
  return isYes
}
