import { z } from 'zod';
import { shapeOf } from '#domain/verdict-shapes.ts';

/**
 * What an array should have given over the slots with good data, what it gave, and the loss between them, kWh.
 * `uncertaintyKwh` belongs to the loss: of healthy arrays' losses, 95 of 100 are within it of zero.
 */
export const energySchema = z.object(shapeOf('energy'));

export type Energy = z.infer<typeof energySchema>;

/**
 * Whether a loss cannot be told apart from a healthy array's by its energy alone: such a fault ranks below the others. False where
 * one of the two is not known.
 */
export function isWithinUncertainty(loss: { lossKwh: number | null; uncertaintyKwh: number | null }): boolean {
  const { lossKwh, uncertaintyKwh } = loss;
  return lossKwh !== null && uncertaintyKwh !== null && lossKwh < uncertaintyKwh;
}
