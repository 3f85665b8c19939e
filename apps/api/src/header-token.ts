import { z } from 'zod'

/** By what a text cannot be sent as a token in a header, for people and without the text; `undefined` where it can. */
export function headerTokenProblem(text: string): string | undefined {
  return /^[\x21-\x7e]+$/.test(text)
    ? undefined
    : 'must be visible ASCII characters without spaces: it goes into a header. Look for a line break or a space that came along.'
}

/** A variable that holds a token for a header: of any other nobody would hear before the first request fails. */
export const headerToken: z.ZodType<string, string> = z.string().superRefine((text, context) => {
  const message = headerTokenProblem(text)
  if (message !== undefined) context.addIssue({ code: 'custom', message })
})
