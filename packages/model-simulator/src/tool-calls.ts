import type { ToolCall } from './brain.ts'

/** Tool calls as both providers word them. Ids are made from the completion's. */
export function toolCallsOf(
  id: string,
  calls: readonly ToolCall[],
): readonly Readonly<Record<string, unknown>>[] {
  return calls.map((call, index) => ({
    id: `call_${id}_${index}`,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }))
}
