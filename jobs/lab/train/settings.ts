import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { scenarioSchema } from '#jobs/lab/dataset/scenario.ts';
import { NETWORKS, type NetworkName } from '#models/classifier/networks.ts';
import { preprocessingSchema } from '#models/classifier/preprocessing.ts';
import { HeliographError, messageOf } from '#server/errors.ts';

const networkNames = Object.keys(NETWORKS) as [NetworkName, ...NetworkName[]];

/** What a training is made of: with its seed it determines the weights. The settings file is in JSON. */
export const trainingSettingsSchema = z.strictObject({
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  network: z.enum(networkNames),
  /** How readings become images. */
  preprocessing: preprocessingSchema,
  epochs: z.int().min(1).max(10_000),
  batchSize: z.int().min(1).max(4096),
  learningRate: z.number().positive(),
  dropout: z.number().min(0).max(0.95),
  shiftBins: z.int().min(0).max(16),
  /** Epochs without a better validation macro-F1 after which it stops early. */
  patience: z.int().min(1),
  /** Of the verdicts that name a fault, so many must be right on the validation days: it sets the threshold. */
  faultPrecision: z.number().min(0.5).max(1),
  /** Of the verdicts normal, so many must be right on the validation days, where one in six is: in a plant far more are. */
  normalPrecision: z.number().min(0.5).max(1),
  /** Of the healthy validation days, at most so many may be named a fault: it raises the threshold where it must. */
  falseAlarmShare: z.number().min(0).max(0.1),
  /** Of the validation days, so many must be familiar. */
  familiarShare: z.number().min(0.9).max(1),
  /** What it is trained and validated on; the first is the standard, its test days give the quick figures. */
  sets: z
    .array(
      z.strictObject({
        scenario: scenarioSchema,
        trainDays: z.int().min(6).max(1_000_000),
        validationDays: z.int().min(6).max(1_000_000),
      }),
    )
    .min(1),
  testDays: z.int().min(6).max(1_000_000),
});

export type TrainingSettings = z.infer<typeof trainingSettingsSchema>;

/** Reads a settings file; throws `invalid_input` that names the file and the field. */
export async function readTrainingSettings(file: string): Promise<TrainingSettings> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new HeliographError('invalid_input', `cannot read the settings ${file}: ${messageOf(error)}`);
  }
  const parsed = trainingSettingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HeliographError('invalid_input', `${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
