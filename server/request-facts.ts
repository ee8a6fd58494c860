import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the request that is being answered. */
export interface RequestFacts {
  requestId: string;
  /** Where it came from; null when that cannot be told. */
  address: string | null;
  /** The pattern of its route, `/api/v1/runs/:runId`; null for pages and files. */
  route: string | null;
  principalId: string | null;
}

// The console's server is built into several bundles, each with a copy of this file: they share one store.
const shared: typeof globalThis & { heliographRequest?: AsyncLocalStorage<RequestFacts> } = globalThis;
shared.heliographRequest ??= new AsyncLocalStorage<RequestFacts>();
const storage = shared.heliographRequest;

/** The facts of the request that this code works for; undefined in workers and command lines. */
export function requestFacts(): RequestFacts | undefined {
  return storage.getStore();
}

/** Makes facts those of all that follows in this turn of the event loop, and of what it starts. */
export function enterRequest(facts: RequestFacts): void {
  storage.enterWith(facts);
}

export function withRequest<Result>(facts: RequestFacts, work: () => Result): Result {
  return storage.run(facts, work);
}
