import { type ApiError, apiError } from './api-error.ts'
import { type ChatBody, type ChatMessage, isObject, messagesOf } from './chat-body.ts'
import { isShutDown, type SimulatedModel } from './simulated-model.ts'
import { modelDeprecated, modelNotFound } from './errors-openai.ts'
import type { Task } from './quirks.ts'
import { functionToolsOf, strictToolFlaw } from './strict-tools.ts'
import { strictSchemaFlaw } from './strict-schema.ts'

const INVALID = 'invalid_request_error'

const PARAMETERS = new Set(
  `audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens messages metadata
  modalities model moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_options
  prompt_cache_retention reasoning_effort response_format safety_identifier seed service_tier stop store stream
  stream_options temperature tool_choice tools top_logprobs top_p user verbosity web_search_options`.split(
    /\s+/,
  ),
)

/** How OpenAI understands a request. It refuses what it does not know. */
export function understandOpenai(
  body: ChatBody,
  models: readonly SimulatedModel[],
  now: number,
): Task | ApiError {
  const name = String(body.model)
  const model = models.find(({ id }) => id === body.model)
  if (!model) return modelNotFound(name)
  if (isShutDown(model, now)) return modelDeprecated(name)
  const messages = messagesOf(body)
  if (!messages)
    return invalid("Invalid type for 'messages': expected a non-empty array of messages.", 'messages')
  const unknown = Object.keys(body).filter((parameter) => !PARAMETERS.has(parameter))
  if (unknown.length > 0) return invalid(`Unrecognized request argument supplied: ${unknown.join(', ')}`)
  const effort = effortOf(body, model)
  if (typeof effort !== 'string') return effort
  const refusal =
    limitRefusal(body, model) ??
    samplingRefusal(body, effort) ??
    toolRefusal(body, model, effort) ??
    formatRefusal(body, messages)
  if (refusal) return refusal
  return taskOf(body, model, messages, effort)
}

function taskOf(
  body: ChatBody,
  model: SimulatedModel,
  messages: readonly ChatMessage[],
  effort: string,
): Task {
  const { max_completion_tokens: maxCompletionTokens, max_tokens: maxTokens, temperature } = body
  const limit = maxCompletionTokens ?? maxTokens
  return {
    model,
    messages,
    body,
    stream: body.stream === true,
    includeUsage: isObject(body['stream_options']) && body['stream_options']['include_usage'] === true,
    effort,
    temperature: typeof temperature === 'number' ? temperature : undefined,
    maxTokens: typeof limit === 'number' ? limit : undefined,
    ...formatOf(body),
  }
}

function formatOf({ response_format: format }: ChatBody): Pick<Task, 'format' | 'schema'> {
  if (!isObject(format)) return { format: 'text', schema: undefined }
  if (format['type'] === 'json_object') return { format: 'json_object', schema: undefined }
  const named = format['json_schema']
  if (format['type'] !== 'json_schema' || !isObject(named)) return { format: 'text', schema: undefined }
  return { format: 'json_schema', schema: isObject(named['schema']) ? named['schema'] : {} }
}

function effortOf(body: ChatBody, { id, efforts, defaultEffort }: SimulatedModel): string | ApiError {
  const asked = body['reasoning_effort'] ?? undefined
  if (!efforts) {
    if (asked === undefined) return 'none'
    return invalid('Unrecognized request argument supplied: reasoning_effort')
  }
  if (asked === undefined) return defaultEffort ?? efforts[0] ?? 'none'
  if (typeof asked === 'string' && efforts.includes(asked)) return asked
  const known = efforts.map((name) => `'${name}'`).join(', ')
  return invalid(
    `Unsupported value: 'reasoning_effort' does not support '${String(asked)}' with the model '${id}'. Supported values are: ${known}.`,
    'reasoning_effort',
    'unsupported_value',
  )
}

function limitRefusal(body: ChatBody, { efforts }: SimulatedModel): ApiError | undefined {
  if (efforts && body['max_tokens'] !== undefined)
    return invalid(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    )
  for (const limit of ['max_tokens', 'max_completion_tokens']) {
    const value = body[limit] ?? 1
    if (typeof value === 'number' && value >= 1) continue
    return invalid(
      `Invalid '${limit}': integer below minimum value. Expected a value >= 1, but got ${String(value)} instead.`,
      limit,
      'integer_below_min_value',
    )
  }
  return body.stream !== true && (body['stream_options'] ?? undefined) !== undefined
    ? invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options')
    : undefined
}

function samplingRefusal(body: ChatBody, effort: string): ApiError | undefined {
  for (const sampling of ['temperature', 'top_p']) {
    const value = body[sampling] ?? 1
    if (effort === 'none' || value === 1) continue
    return invalid(
      `Unsupported value: '${sampling}' does not support ${String(value)} with this model. Only the default (1) value is supported.`,
      sampling,
      'unsupported_value',
    )
  }
  return undefined
}

function toolRefusal(body: ChatBody, model: SimulatedModel, effort: string): ApiError | undefined {
  const flaw = strictToolFlaw(functionToolsOf(body))
  if (flaw !== undefined) return invalid(flaw, 'tools', 'invalid_function_parameters')
  const rule = model.tools ?? 'always'
  if (!Array.isArray(body['tools']) || body['tools'].length === 0 || rule === 'always') return undefined
  if (rule === 'effort-none' && effort === 'none') return undefined
  const cure = rule === 'never' ? 'use /v1/responses' : "use /v1/responses or set reasoning_effort to 'none'"
  return invalid(
    `Function tools with reasoning_effort are not supported for ${model.id} in /v1/chat/completions. To use function tools, ${cure}.`,
    'reasoning_effort',
  )
}

function formatRefusal(
  { response_format: format }: ChatBody,
  messages: readonly ChatMessage[],
): ApiError | undefined {
  if (!isObject(format)) return undefined
  const type = String(format['type'])
  if (!['text', 'json_object', 'json_schema'].includes(type))
    return invalid(
      `Invalid value: '${type}'. Supported values are: 'json_object', 'json_schema', and 'text'.`,
      'response_format.type',
      'invalid_value',
    )
  if (type === 'json_object' && !messages.some(({ content }) => /json/i.test(content)))
    return invalid(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
    )
  const named = format['json_schema']
  if (type !== 'json_schema') return undefined
  if (!isObject(named))
    return invalid("Missing required parameter: 'response_format.json_schema'.", 'response_format')
  const flaw = named['strict'] === true ? strictSchemaFlaw(named['schema']) : undefined
  if (flaw === undefined) return undefined
  return invalid(`Invalid schema for response_format '${String(named['name'])}': ${flaw}`, 'response_format')
}

function invalid(message: string, param?: string, code?: string): ApiError {
  return apiError(400, {
    message,
    type: INVALID,
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code }),
  })
}
