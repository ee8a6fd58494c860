import { z } from 'zod';
import type { StageRules } from './stage-rules.ts';

const nothing = z.object({});

/** The outcome, told: the last stage, also of a run that failed. */
export const notify = {
  name: 'notify',
  input: nothing,
  result: nothing,
  plan: () => ({ total: 1, shards: [{ partition: 0, input: {}, total: 1 }] }),
  next: () => ({ stage: null, notes: [] }),
} satisfies StageRules<z.infer<typeof nothing>, z.infer<typeof nothing>>;
