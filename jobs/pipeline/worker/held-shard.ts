import type { ClaimedShard } from '#domain/shard.ts';

/** A shard under way in this process. */
export interface HeldShard {
  claim: ClaimedShard;
  done: number;
  total: number;
  /** Aborts when the claim holds no longer, or when this worker stops. */
  control: AbortController;
}
