import { type ChatBody, type ChatMessage, isObject, messagesOf } from './chat-body.ts'
import type { ApiError } from './api-error.ts'
import { deepseekError } from './errors-deepseek.ts'
import { isShutDown, type SimulatedModel } from './simulated-model.ts'
import type { Asked, Task } from './quirks.ts'
import { functionToolsOf, strictToolFlaw } from './strict-tools.ts'

const ROLES = ['system', 'user', 'assistant', 'tool']
const MAX_TOKENS = 393_216
const MAX_USER_ID_BYTES = 512

/** How DeepSeek understands a request. What it does not know it ignores, `max_completion_tokens` and `seed` too. */
export function understandDeepseek(
  body: ChatBody,
  models: readonly SimulatedModel[],
  { now, path }: Asked,
): Task | ApiError {
  const messages = messagesOf(body)
  if (!messages) return undeserializable('messages: expected a sequence of messages')
  const model = models.find(({ id }) => id === body.model)
  // Not 404: this is how DeepSeek says that a model is gone.
  if (!model || isShutDown(model, now)) return deepseekError(400, 'Model Not Exist')
  const effort = effortOf(body, model)
  if (typeof effort !== 'string') return effort
  const refusal = refusalOf(body, messages, effort) ?? strictRefusal(body, path)
  if (refusal) return refusal
  return {
    model,
    messages,
    body,
    stream: body.stream === true,
    includeUsage: isObject(body['stream_options']) && body['stream_options']['include_usage'] === true,
    effort,
    temperature:
      effort === 'none' && typeof body['temperature'] === 'number' ? body['temperature'] : undefined,
    maxTokens: typeof body['max_tokens'] === 'number' ? body['max_tokens'] : undefined,
    format: wantsJson(body) ? 'json_object' : 'text',
    schema: undefined,
  }
}

/** It thinks unless it is told not to. */
function effortOf(
  body: ChatBody,
  { efforts = [], defaultEffort = 'none' }: SimulatedModel,
): string | ApiError {
  const thinking = isObject(body['thinking']) ? body['thinking']['type'] : 'enabled'
  if (thinking === 'disabled' || efforts.length === 0) return 'none'
  if (thinking !== 'enabled')
    return undeserializable(
      `thinking.type: unknown variant \`${String(thinking)}\`, expected \`enabled\` or \`disabled\``,
    )
  const effort = body['reasoning_effort'] ?? defaultEffort
  if (typeof effort === 'string' && efforts.includes(effort)) return effort
  const known = efforts.map((name) => `\`${name}\``).join(', ')
  return undeserializable(`reasoning_effort: unknown variant \`${String(effort)}\`, expected one of ${known}`)
}

function refusalOf(body: ChatBody, messages: readonly ChatMessage[], effort: string): ApiError | undefined {
  return (
    roleRefusal(messages) ??
    formatRefusal(body, messages) ??
    limitRefusal(body) ??
    // In a tool loop, what it thought must come back to it.
    (effort !== 'none' &&
    messages.some(({ hasToolCalls, reasoning }) => hasToolCalls && reasoning === undefined)
      ? deepseekError(400, 'The `reasoning_content` in the thinking mode must be passed back to the API.')
      : undefined)
  )
}

function roleRefusal(messages: readonly ChatMessage[]): ApiError | undefined {
  const at = messages.findIndex(({ role }) => !ROLES.includes(role))
  if (at < 0) return undefined
  const known = ROLES.map((name) => `\`${name}\``).join(', ')
  return undeserializable(
    `messages[${at}].role: unknown variant \`${messages[at]?.role}\`, expected one of ${known}`,
  )
}

function formatRefusal(body: ChatBody, messages: readonly ChatMessage[]): ApiError | undefined {
  const format = body['response_format']
  if (format === undefined || (isObject(format) && format['type'] === 'text')) return undefined
  if (!wantsJson(body)) return deepseekError(400, 'This response_format type is unavailable now')
  if (messages.some(({ content }) => /json/i.test(content))) return undefined
  return deepseekError(
    400,
    "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.",
  )
}

/** Strict function schemas are a matter of /beta; elsewhere `strict` is one more word that it does not know. */
function strictRefusal(body: ChatBody, path: string): ApiError | undefined {
  const tools = functionToolsOf(body)
  if (!path.startsWith('/beta/') || !tools.some(({ isStrict }) => isStrict)) return undefined
  const loose = tools.find(({ isStrict }) => !isStrict)
  if (loose)
    return deepseekError(400, `In strict mode every function must be strict: '${loose.name}' is not.`)
  const flaw = strictToolFlaw(tools)
  return flaw === undefined ? undefined : deepseekError(400, flaw)
}

function limitRefusal(body: ChatBody): ApiError | undefined {
  const { max_tokens: maxTokens, n, user_id: userId } = body
  if (typeof maxTokens === 'number' && (maxTokens < 1 || maxTokens > MAX_TOKENS))
    return deepseekError(400, `Invalid max_tokens value, the valid range of max_tokens is [1, ${MAX_TOKENS}]`)
  if (typeof n === 'number' && n !== 1)
    return deepseekError(400, 'Invalid n value (currently only n = 1 is supported)')
  if (typeof userId === 'string' && Buffer.byteLength(userId) > MAX_USER_ID_BYTES)
    return deepseekError(400, `Invalid user_id: at most ${MAX_USER_ID_BYTES} bytes`)
  return undefined
}

function wantsJson({ response_format: format }: ChatBody): boolean {
  return isObject(format) && format['type'] === 'json_object'
}

function undeserializable(reason: string): ApiError {
  return deepseekError(
    400,
    `Failed to deserialize the JSON body into the target type: ${reason} at line 1 column 1`,
  )
}
