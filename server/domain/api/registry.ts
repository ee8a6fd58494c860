import { METHODS, type Operation } from '#domain/api/operation.ts';
import * as administration from './administration.ts';
import * as arrayDays from './array-days.ts';
import * as audit from './audit.ts';
import * as commissioning from './commissioning.ts';
import * as exports from './exports.ts';
import * as faults from './faults.ts';
import * as live from './live.ts';
import * as models from './models.ts';
import * as overview from './overview.ts';
import * as people from './people.ts';
import * as plants from './plants.ts';
import * as results from './results.ts';
import * as runs from './runs.ts';

// Every operation of /api/v1. A new group is a file beside this one and a line here.
const GROUPS = [
  plants,
  results,
  overview,
  arrayDays,
  faults,
  live,
  commissioning,
  runs,
  exports,
  models,
  people,
  audit,
  administration,
];

/** Group by group, in the order of their paths: a list before what is in it. */
export const OPERATIONS: readonly Operation[] = GROUPS.flatMap((group) =>
  (Object.values(group) as unknown as Operation[]).sort(
    (a, b) => a.path.localeCompare(b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method),
  ),
);
