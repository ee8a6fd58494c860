import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';
import { DAY_CONTEXTS } from '#domain/verdict-evidence.ts';

/**
 * calibration.json beside a network's weights: what makes verdicts of its softmax. This is the only place that knows its
 * fields; whoever carries a calibration carries it whole, with fields of later versions too.
 */
export const calibrationSchema = z.looseObject({
  /** Softmax temperature fitted on the validation split. */
  temperature: z.number().positive(),
  /**
   * How often each condition was among the training days, by what they were looked at against: an array beside others or with a past
   * must not be thought ill for how its like were chosen. Without it the network's answer stands.
   */
  priors: z.record(z.enum(DAY_CONTEXTS), z.array(z.number().positive()).length(CONDITIONS.length)).optional(),
  /** Least confidence of a verdict that names a fault. */
  threshold: z.number().min(0).max(1),
  /** Least confidence of the verdict normal; without it the same. */
  normalThreshold: z.number().min(0).max(1).optional(),
  /**
   * What the training images look like to the network (models/classifier/familiarity.ts); without it every image is judged. Models
   * of releases before it was of the network's own features have another form, which is passed over.
   */
  familiarity: z
    .object({
      /** Of each condition: means of the network's last features. */
      means: z.array(z.array(z.number())).length(CONDITIONS.length),
      /** Lower triangle of the factor of their covariance. */
      factor: z.array(z.number()),
      limit: z.number().positive(),
    })
    .optional()
    .catch(undefined),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/** Of a network nobody has calibrated: its softmax as it is, and verdicts only where it is all but sure. */
export const UNCALIBRATED: Calibration = { temperature: 1, threshold: 0.9 };
