import { z } from 'zod';
import { CONDITIONS } from '#server/domain/conditions.ts';

/**
 * calibration.json beside a network's weights: what makes verdicts of its softmax. This is the only place that knows its
 * fields; whoever carries a calibration carries it whole, with fields of later versions too.
 */
export const calibrationSchema = z.looseObject({
  /** Softmax temperature fitted on the validation split. */
  temperature: z.number().positive(),
  /** Least confidence of a verdict that names a fault. */
  threshold: z.number().min(0).max(1),
  /** Least confidence of the verdict normal; without it the same. */
  normalThreshold: z.number().min(0).max(1).optional(),
  /** What the training images look like (models/classifier/familiarity.ts); without it every image is judged. */
  familiarity: z
    .object({
      /** Figures of the image, and between what values training days had them. */
      ranges: z.array(z.object({ figure: z.string(), low: z.number(), high: z.number() })),
      /** Of each condition: means of 64 blocks of the image, and the factor of their covariance. */
      kinds: z
        .array(z.object({ mean: z.array(z.number()).length(64), factor: z.array(z.number()).length((64 * 65) / 2) }))
        .length(CONDITIONS.length),
      limit: z.number().positive(),
    })
    .optional(),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/** Of a network nobody has calibrated: its softmax as it is, and verdicts only where it is all but sure. */
export const UNCALIBRATED: Calibration = { temperature: 1, threshold: 0.9 };
