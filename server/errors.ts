/** Every kind of failure the product tells somebody about. Closed: add a code here before you throw it. */
export const ERROR_CODES = [
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'method_not_allowed',
  'not_acceptable',
  'too_large',
  'unsupported_type',
  'key_reused',
  'rate_limited',
  'no_data',
  'damaged_file',
  'storage',
  'parameters',
  'kafka',
  'database',
  'registry',
  'model',
  'notification',
  'cancelled',
  'busy',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected failure: its message is one line for the reader, says what was wrong and what to do. */
export class HeliographError extends Error {
  override readonly name = 'HeliographError';
  readonly code: ErrorCode;
  /** After how long it is worth asking again; null where nobody knows. */
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; retryAfterSeconds?: number }) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = options?.retryAfterSeconds ?? null;
  }
}

/** A budget of requests is used up. */
export class TooManyRequests extends HeliographError {
  readonly budget: BudgetState;

  constructor(message: string, budget: BudgetState) {
    super('rate_limited', message, { retryAfterSeconds: budget.resetSeconds });
    this.budget = budget;
  }
}

/** What is left of a budget of requests. */
export interface BudgetState {
  name: string;
  /** Requests a minute. */
  limit: number;
  remaining: number;
  /** Until the budget is whole again. */
  resetSeconds: number;
}

/** The one line of any thrown value, for logs and `Run.error`. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
