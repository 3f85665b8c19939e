/** Why a message was not answered. `switch (error.code)` narrows. */
export type AssistantErrorCode =
  | 'INVALID_MESSAGE'
  /** There is no such conversation, or it has ended. */
  | 'UNKNOWN_CONVERSATION'
  /** Other messages of the conversation are being answered. */
  | 'BUSY'

/** Carries nothing of what was said. */
export class AssistantError extends Error {
  override readonly name = 'AssistantError'
  readonly code: AssistantErrorCode

  constructor(code: AssistantErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
