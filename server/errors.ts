/** Every kind of failure the product tells somebody about. Closed: add a code here before you throw it. */
export const ERROR_CODES = [
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'no_data',
  'damaged_file',
  'storage',
  'parameters',
  'kafka',
  'database',
  'registry',
  'model',
  'notification',
  'busy',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected failure: its message is one line for the reader, says what was wrong and what to do. */
export class HeliographError extends Error {
  override readonly name = 'HeliographError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The one line of any thrown value, for logs and `Run.error`. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
