/** A body that was read to its end, or one of which more than the limit came: then all of it, as a stream again. */
export type ReadBody =
  | { readonly bytes: Uint8Array }
  | { readonly tooLarge: ReadableStream<Uint8Array<ArrayBuffer>> }

/** Holds at most `limitBytes` and one chunk more. Rejects when the body does. */
export async function readBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  limitBytes: number,
): Promise<ReadBody> {
  if (body === null) return { bytes: new Uint8Array() }
  const reader = body.getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { bytes: Buffer.concat(chunks) }
    chunks.push(value)
    length += value.byteLength
    if (length > limitBytes) return { tooLarge: rejoined(chunks, reader) }
  }
}

/** What was read, then what is still to come, at the pace of whoever reads. */
function rejoined(
  chunks: Uint8Array<ArrayBuffer>[],
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const chunk = chunks.shift()
      if (chunk) return controller.enqueue(chunk)
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
