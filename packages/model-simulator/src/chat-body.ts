/** The body of a chat completion request, as it came: nothing in it is certain but that it is an object. */
export interface ChatBody {
  readonly model?: unknown
  readonly messages?: unknown
  readonly stream?: unknown
  readonly [parameter: string]: unknown
}

/** A message as far as a simulator reads it. */
export interface ChatMessage {
  readonly role: string
  /** Of content in parts, the text parts. */
  readonly content: string
  readonly hasToolCalls: boolean
  readonly reasoning: string | undefined
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The messages of a body, or `undefined` where they are no list of messages. */
export function messagesOf(body: ChatBody): readonly ChatMessage[] | undefined {
  if (!Array.isArray(body.messages) || body.messages.length === 0) return undefined
  const messages = body.messages.map(readMessage)
  return messages.every((message) => message !== undefined) ? messages : undefined
}

function readMessage(value: unknown): ChatMessage | undefined {
  if (!isObject(value) || typeof value['role'] !== 'string') return undefined
  const { role, content, tool_calls: toolCalls, reasoning_content: reasoning } = value
  return {
    role,
    content: textOf(content),
    hasToolCalls: Array.isArray(toolCalls) && toolCalls.length > 0,
    reasoning: typeof reasoning === 'string' ? reasoning : undefined,
  }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .map((part) => (isObject(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .join('')
}
