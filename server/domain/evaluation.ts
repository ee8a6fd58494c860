import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';

// What `npm run evaluate` finds out about a model: the `evaluation` of metrics.json.

const count = z.int().nonnegative();
const part = z.number().min(0).max(1);

/** A share with its 95 % interval (Wilson); `value` is null when there was nothing to take a share of. */
export const shareSchema = z.object({ value: part.nullable(), low: part, high: part, count, of: count });

export const conditionFiguresSchema = z.object({
  condition: z.enum(CONDITIONS),
  precision: part,
  recall: part,
  f1: part,
  support: count,
});

const figuresSchema = z.object({
  /** confusion[true condition][given], counts in the order of CONDITIONS. */
  confusion: z.array(z.array(count)),
  perCondition: z.array(conditionFiguresSchema).length(CONDITIONS.length),
  macroF1: part,
});

export const reliabilityBinSchema = z.object({
  from: part,
  to: part,
  count,
  /** Mean of the stated probability, and share that was right; null in an empty bin. */
  confidence: part.nullable(),
  accuracy: part.nullable(),
});

const reliabilitySchema = z.object({ expectedCalibrationError: part, bins: z.array(reliabilityBinSchema) });

/** Array-days that have something in common. */
export const slicedFiguresSchema = z.object({
  label: z.string(),
  days: count,
  /** The most probable condition is the true one. */
  right: shareSchema,
  /** Of the faults: named rightly by a verdict. */
  found: shareSchema,
  /** Of the normal array-days: called a fault by a verdict. */
  falseAlarms: shareSchema,
  /** No verdict. */
  abstention: shareSchema,
  /** Null when not all six conditions are among them. */
  macroF1: part.nullable(),
});

export const baselineFiguresSchema = z.object({
  macroF1: part,
  perCondition: z.array(conditionFiguresSchema),
  accuracy: shareSchema,
  falseAlarms: shareSchema,
  expectedCalibrationError: part,
});

export const evaluatedSetSchema = z.object({
  name: z.string(),
  title: z.string(),
  days: count,
  /** Array-days that the network was asked about: enough data, no error. */
  asked: count,
  /** The most probable condition, before the threshold, of the array-days asked about. */
  mostProbable: figuresSchema.extend({ accuracy: shareSchema, falseAlarms: shareSchema }),
  /** What operators see. The confusion has a seventh column: no verdict. */
  verdicts: figuresSchema.extend({
    /** Macro-F1 with a verdict that names two faults taken as right where either is true; absent in older evaluations. */
    macroF1OfEither: part.optional(),
    accuracy: shareSchema,
    faultPrecision: shareSchema,
    faultsFound: shareSchema,
    falseAlarms: shareSchema,
    abstention: shareSchema,
    abstentionOfNormal: shareSchema,
    reasons: z.record(z.string(), count),
  }),
  reliability: reliabilitySchema,
  slices: z.object({
    severity: z.array(slicedFiguresSchema),
    onset: z.array(slicedFiguresSchema),
    sky: z.array(slicedFiguresSchema),
    coverage: z.array(slicedFiguresSchema),
  }),
  baseline: baselineFiguresSchema,
});

/** Array-days of one kind of the second simulator, in one way of looking at them. */
export const fieldKindSchema = z.object({
  name: z.string(),
  meaning: z.string(),
  /** `nameplate`: an array alone; `peers`: among others; `history`: alone, with seven quiet days before. */
  context: z.enum(['nameplate', 'peers', 'history']),
  days: count,
  /** Of healthy array-days: judged normal, and named a fault. Of faulty ones: named rightly, and named another fault. */
  right: count,
  wrong: count,
  reasons: z.record(z.string(), count),
});

/** The second simulator, which nothing is trained or calibrated on. */
export const fieldEvaluationSchema = z.object({
  seed: z.string(),
  core: z.object({
    faultDaysPerCondition: count,
    healthyDays: count,
    /** Of all array-days, with no verdict taken as wrong; of verdicts given; of the most probable condition. */
    macroF1All: part,
    macroF1Given: part,
    /** Of verdicts given, with one that names two faults taken as right where either is true; absent in older evaluations. */
    macroF1GivenOfEither: part.optional(),
    macroF1MostProbable: part,
    given: shareSchema,
    falseAlarms: shareSchema,
    /** Of the verdicts given. */
    perCondition: z.array(conditionFiguresSchema),
    /** Rows the truth; the seventh column is no verdict. */
    confusion: z.array(z.array(count)),
    slices: z.object({ severity: z.array(slicedFiguresSchema), sky: z.array(slicedFiguresSchema) }),
  }),
  kinds: z.array(fieldKindSchema),
});

/** Array-days known until an hour of plant time. */
export const cutHourSchema = z.object({
  hour: z.int().min(0).max(24),
  /** Of the faults that have begun: named rightly, and named another fault. */
  right: shareSchema,
  wrong: shareSchema,
  /** Of the arrays that are healthy so far: named a fault. */
  falseAlarms: shareSchema,
});

/** Real array-days: no truth is known of them. */
export const realEvaluationSchema = z.array(
  z.object({
    name: z.string(),
    source: z.string(),
    arrayDays: count,
    verdicts: z.record(z.string(), count),
  }),
);

export const evaluationSchema = z.object({
  version: z.literal(1),
  /** Absent in evaluations of releases before there was one. */
  field: fieldEvaluationSchema.optional(),
  real: realEvaluationSchema.optional(),
  cutDays: z.array(cutHourSchema).optional(),
  modelVersion: z.string(),
  seed: count,
  days: count,
  stressDays: count,
  calibration: z.object({ temperature: z.number(), threshold: z.number(), normalThreshold: z.number() }),
  training: z.object({ seed: count, days: count, skies: z.array(z.string()) }),
  /** Skies the network was not trained on; with none there is no such stress set. */
  unseenSkies: z.array(z.string()),
  baseline: z.object({ name: z.string(), days: count, features: z.array(z.string()) }),
  sets: z.array(evaluatedSetSchema).min(1),
});

export type Share = z.infer<typeof shareSchema>;
export type FieldEvaluation = z.infer<typeof fieldEvaluationSchema>;
export type FieldKindFigures = z.infer<typeof fieldKindSchema>;
export type CutHour = z.infer<typeof cutHourSchema>;
export type RealEvaluation = z.infer<typeof realEvaluationSchema>;
export type Reliability = z.infer<typeof reliabilitySchema>;
export type ConditionFigures = z.infer<typeof conditionFiguresSchema>;
export type SlicedFigures = z.infer<typeof slicedFiguresSchema>;
export type BaselineFigures = z.infer<typeof baselineFiguresSchema>;
export type EvaluatedSet = z.infer<typeof evaluatedSetSchema>;
export type Evaluation = z.infer<typeof evaluationSchema>;
