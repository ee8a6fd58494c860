import type { RouteHandler } from '#server/http/route.ts';
import { administration } from './administration.ts';
import { arrayDays } from './array-days.ts';
import { audit } from './audit.ts';
import { commissioning } from './commissioning.ts';
import { exports } from './exports.ts';
import { faults } from './faults.ts';
import { live } from './live.ts';
import { models } from './models.ts';
import { overview } from './overview.ts';
import { people } from './people.ts';
import { plants } from './plants.ts';
import { results } from './results.ts';
import { runs } from './runs.ts';

/** What joins every operation of /api/v1 to what it does. A test refuses an operation that is not here, and one that is twice. */
export const HANDLERS: readonly RouteHandler[] = [
  ...plants,
  ...results,
  ...overview,
  ...arrayDays,
  ...faults,
  ...live,
  ...commissioning,
  ...runs,
  ...exports,
  ...models,
  ...people,
  ...audit,
  ...administration,
];
