import { z } from 'zod';

/**
 * calibration.json beside a network's weights: what makes verdicts of its softmax. This is the only place that knows its
 * fields; whoever carries a calibration carries it whole, with fields of later versions too.
 */
export const calibrationSchema = z.looseObject({
  /** Softmax temperature fitted on the validation split. */
  temperature: z.number().positive(),
  /** Least confidence of a verdict. */
  threshold: z.number().min(0).max(1),
  /** What the training images look like (models/classifier/familiarity.ts); without it every image is judged. */
  familiarity: z
    .object({
      mean: z.array(z.number()).length(128),
      factor: z.array(z.number()).length((128 * 129) / 2),
      limit: z.number().positive(),
    })
    .optional(),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/** Of a network nobody has calibrated: its softmax as it is, and verdicts only where it is all but sure. */
export const UNCALIBRATED: Calibration = { temperature: 1, threshold: 0.9 };
