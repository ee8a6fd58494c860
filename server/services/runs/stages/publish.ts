import { z } from 'zod';
import type { StageRules } from './stage-rules.ts';

const nothing = z.object({});

/** Gold -> what operators see: one shard, since one transaction shows it. */
export const publish: StageRules<z.infer<typeof nothing>, z.infer<typeof nothing>> = {
  name: 'publish',
  input: nothing,
  result: nothing,
  plan: ({ plant: { arrayCount: total } }) => ({ total, shards: [{ partition: 0, input: {}, total }] }),
  next: () => ({ stage: 'notify', notes: [] }),
};
