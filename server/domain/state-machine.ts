export const RUN_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export const STAGE_STATES = ['pending', 'running', 'succeeded', 'failed', 'cancelled', 'skipped'] as const;
export const SHARD_STATES = ['pending', 'running', 'succeeded', 'failed', 'cancelled'] as const;

export type RunState = (typeof RUN_STATES)[number];
export type StageState = (typeof STAGE_STATES)[number];
export type ShardState = (typeof SHARD_STATES)[number];

interface StateOf {
  run: RunState;
  stage: StageState;
  shard: ShardState;
}

export type Machine = keyof StateOf;

/** From each state, the states that may follow. Stores put them into the condition of an update; nothing else sets a state. */
export const MOVES: { readonly [M in Machine]: { readonly [From in StateOf[M]]: readonly StateOf[M][] } } = {
  run: {
    queued: ['running', 'cancelled'],
    running: ['succeeded', 'failed', 'cancelled'],
    succeeded: [],
    failed: [],
    cancelled: [],
  },
  stage: {
    // The notify stage of a failed run begins although stages before it never did.
    pending: ['running', 'skipped'],
    running: ['succeeded', 'failed', 'cancelled'],
    succeeded: [],
    failed: [],
    cancelled: [],
    skipped: [],
  },
  shard: {
    pending: ['running', 'cancelled'],
    // Back to pending: tried again after a failure, handed back by its worker, or taken from a silent one.
    running: ['succeeded', 'pending', 'failed', 'cancelled'],
    succeeded: [],
    failed: [],
    cancelled: [],
  },
};

/** The states from which something may go to `target`. */
export function statesBefore<M extends Machine>(machine: M, target: StateOf[M]): StateOf[M][] {
  const moves: { readonly [From in StateOf[M]]: readonly StateOf[M][] } = MOVES[machine];
  return (Object.keys(moves) as StateOf[M][]).filter((state) => moves[state].includes(target));
}

/** True for a state that something follows. */
export function isOpen<M extends Machine>(machine: M, state: StateOf[M]): boolean {
  const moves: { readonly [From in StateOf[M]]: readonly StateOf[M][] } = MOVES[machine];
  return moves[state].length > 0;
}
