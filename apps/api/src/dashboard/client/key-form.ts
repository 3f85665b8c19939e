import { keepAdminKey } from './admin-key.ts'
import { asked, Refusal } from './ask-json.ts'
import { byId, elementOf } from './dom.ts'
import { messageOf } from './outcome.ts'
import { text } from './texts.ts'

/** Where the server asks for a key: it is kept once the server has taken it. */
export function prepareKeyForm(onAccepted: () => void): void {
  byId('key-form').addEventListener('submit', (event) => {
    event.preventDefault()
    void tryKey(elementOf(HTMLInputElement, 'key').value.trim(), onAccepted)
  })
}

/** Without it nothing is known, and nothing can be done. */
export function askForKey(): void {
  byId('known').hidden = true
  byId('key-form').hidden = false
  byId('key').focus()
}

async function tryKey(key: string, onAccepted: () => void): Promise<void> {
  byId('key-problem').textContent = ''
  try {
    await asked('cache/health', {}, key)
  } catch (error) {
    const isWrong = error instanceof Refusal && error.isOfKey
    byId('key-problem').textContent = isWrong ? text('keyWrong') : text('failed', { why: messageOf(error) })
    return
  }
  // Sent twice.
  if (byId('key-form').hidden) return
  keepAdminKey(key)
  elementOf(HTMLInputElement, 'key').value = ''
  byId('key-form').hidden = true
  byId('content').focus()
  onAccepted()
}
