import type { BudgetState } from '#server/errors.ts';

/** `RateLimit` and `RateLimit-Policy` as the HTTP working group's draft (draft-ietf-httpapi-ratelimit-headers) has them. */
export function budgetHeaders({ name, limit, remaining, resetSeconds }: BudgetState): Record<string, string> {
  return {
    'ratelimit-policy': `"${name}";q=${limit};w=60`,
    ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  };
}
