import type { Operation } from '#server/http/operation.ts';
import * as administration from './administration.ts';
import * as models from './models.ts';
import * as plants from './plants.ts';
import * as results from './results.ts';
import * as runs from './runs.ts';

// Every operation of /api/v1. A new group is a file beside this one and a line here.
const GROUPS = [plants, results, runs, models, administration];

export const OPERATIONS: readonly Operation[] = GROUPS.flatMap(
  (group) => Object.values(group) as unknown as Operation[],
);
