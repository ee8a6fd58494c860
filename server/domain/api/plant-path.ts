import { z } from 'zod';
import { plantIdSchema } from '#domain/registration.ts';
import type { Operation } from './operation.ts';

const ROOT = '/api/v1';
const OF_PLANT = `${ROOT}/plants/{plantId}`;

/** The parameter that names the plant in such an address. */
export const plantParam = z.object({ plantId: plantIdSchema.meta({ description: 'A plant.', example: 'demo' }) });

/**
 * The address at which an operation is asked of a named plant: `/api/v1/faults` of the plant `south` is
 * `/api/v1/plants/south/faults`. Null for what is of no plant, or names one already.
 */
export function pathInPlant({ of, path }: Pick<Operation, 'of' | 'path'>): `/api/v1/${string}` | null {
  return of === 'plant' && !path.startsWith(OF_PLANT) ? `${OF_PLANT}${path.slice(ROOT.length)}` : null;
}
