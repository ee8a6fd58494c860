import type { Settings } from '#server/env.ts';
import { type BudgetState, TooManyRequests } from '#server/errors.ts';
import { type Budget, takeFromBudget } from '#server/stores/request-budgets.ts';

/** Reads and changes are counted by who asks; sign-ins and bad tokens by the address they come from. */
export type BudgetName = 'reads' | 'changes' | 'sign-ins' | 'bad-tokens';

/** Takes one from the budget of `key`. Throws `TooManyRequests` that says when to come again. */
export async function takeBudget(settings: Settings, name: BudgetName, key: string): Promise<BudgetState> {
  const { state, spent } = await takeFromBudget(budgetOf(settings, name), key);
  if (spent) throw tooMany(state);
  return state;
}

function budgetOf(settings: Settings, name: BudgetName): Budget {
  const limits: Record<BudgetName, number> = {
    reads: settings.RATE_READS_PER_MINUTE,
    changes: settings.RATE_CHANGES_PER_MINUTE,
    'sign-ins': settings.RATE_SIGN_INS_PER_MINUTE,
    'bad-tokens': settings.RATE_BAD_TOKENS_PER_MINUTE,
  };
  return { name, limit: limits[name] };
}

function tooMany(state: BudgetState): TooManyRequests {
  const { name, limit, resetSeconds } = state;
  return new TooManyRequests(`more than ${limit} ${name} a minute: try again in ${resetSeconds} s`, state);
}
