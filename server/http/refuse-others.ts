import { HeliographError } from '#server/errors.ts';
import type { Method, Operation } from './operation.ts';
import { problemResponse } from './problem.ts';

type Refusals = Record<Method, (() => Promise<Response>) & { refuses: true }>;

/** What a path answers to the methods that it does not have: 405 with those that it has. */
export function refuseOthers(...operations: readonly Pick<Operation, 'method' | 'path'>[]): Refusals {
  const allowed = operations.map(({ method }) => method);
  const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const refuse = async () => {
    const response = problemResponse(new HeliographError('method_not_allowed', `there is ${allow} here`));
    response.headers.set('allow', allow);
    return response;
  };
  const refusal = Object.assign(refuse, { refuses: true } as const);
  return { GET: refusal, POST: refusal, PUT: refusal, PATCH: refusal, DELETE: refusal };
}
