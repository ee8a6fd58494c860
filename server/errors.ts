/** Every kind of failure the product tells somebody about. Closed: add a code here before you throw it. */
export type ErrorCode =
  | 'invalid_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_many_requests'
  | 'no_data'
  | 'damaged_file'
  | 'storage'
  | 'parameters'
  | 'kafka'
  | 'database'
  | 'registry'
  | 'model'
  | 'notification'
  | 'cancelled'
  | 'internal';

/** An expected failure: its message is one line for the reader, says what was wrong and what to do. */
export class HeliographError extends Error {
  override readonly name = 'HeliographError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** A budget of requests is used up. */
export class TooManyRequests extends HeliographError {
  readonly budget: BudgetState;

  constructor(message: string, budget: BudgetState) {
    super('too_many_requests', message);
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
