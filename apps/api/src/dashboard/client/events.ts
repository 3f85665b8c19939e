/** A server-sent event, its data parsed. */
export interface ServerEvent {
  readonly name: string
  readonly data: unknown
}

/** The events of an answer as they come; ends with it. `onChunk` is called for anything that is heard. */
export async function* eventsOf(
  { body }: Response,
  onChunk: () => void = () => {},
): AsyncGenerator<ServerEvent> {
  // By hand: Safari cannot iterate over a stream.
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      onChunk()
      const events = (text + read.value).split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        const name = /^event: (.*)$/m.exec(event)?.[1] ?? 'message'
        if (data !== undefined) yield { name, data: parsed(data) }
      }
    }
  } finally {
    reader?.cancel().catch(() => {})
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return data
  }
}
