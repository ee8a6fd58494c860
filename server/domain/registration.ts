import { z } from 'zod';
import { DEVICE_ID_RULE, isDeviceId } from '#domain/device-id.ts';
import { plantDaySchema, utcOffsetMinutesSchema } from '#domain/plant-day.ts';
import { isPrintable } from '#domain/printable.ts';
import { parseUtcOffset } from '#domain/utc-offset.ts';

// Contracts of registering a plant: what somebody may say of an array, and what a registration would change.

/** Arrays of a plant at most: ten times what one is designed for. */
export const MAX_ARRAYS = 100_000;
/** Rows and columns of the map at most. */
export const LAST_PLACE = 10_000;
/** What a request that brings a file may have: about 100,000 arrays of a few columns; the command line takes more. */
export const LARGE_BODY_BYTES = 8 * 2 ** 20;
/** Rows of a preview at most; what changes comes first. */
export const MAX_PREVIEW_ROWS = 10_000;
/** Problems that are told one by one. */
export const MAX_PROBLEMS = 50;

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most, `must be at most ${most} characters`)
    .refine(isPrintable, 'must hold no control characters');
const between = (low: number, high: number) =>
  z
    .number(`must be a number from ${low} to ${high}`)
    .min(low, `must be ${low} or more`)
    .max(high, `must be ${high} or less`);
const whole = (low: number, high: number) => between(low, high).int('must be a whole number');
const positive = (most: number) => z.number('must be a number above 0').positive('must be above 0').max(most);

/**
 * What somebody may say of an array: one cell of a CSV file each. What is left out stays as it is, or has its default; null
 * (an empty cell) is the default. Of the module either its name in the CEC list, or its numbers at 1000 W/m² and 25 °C.
 */
export const arrayInputSchema = z.strictObject({
  deviceId: z.string(`must be ${DEVICE_ID_RULE}`).refine(isDeviceId, `must be ${DEVICE_ID_RULE}`),
  /** Default: the deviceId. */
  name: text(100).nullish(),
  /** Place on the map; default: derived from the order and the group. */
  row: whole(1, LAST_PLACE).nullish(),
  column: whole(1, LAST_PLACE).nullish(),
  /** Where it hangs: field/inverter/combiner. */
  group: text(200).nullish(),
  modulesInSeries: whole(1, 60).nullish(),
  strings: whole(1, 100).nullish(),
  /** Name in the CEC list; default CS6U-330P, 330 W. */
  module: text(200).nullish(),
  /** Of one module: V and A. */
  vMp: positive(1000).nullish(),
  iMp: positive(100).nullish(),
  vOc: positive(1000).nullish(),
  iSc: positive(100).nullish(),
  /** Temperature coefficients of the short-circuit current and the open-circuit voltage, % per K. */
  alphaIsc: between(-1, 1).nullish(),
  betaVoc: between(-2, 0).nullish(),
  /** Default: none. */
  blockingDiodes: z.boolean('must be yes or no').nullish(),
  /** Degrees from the horizontal; from north over east. Default: unknown. */
  tilt: between(0, 90).nullish(),
  azimuth: between(0, 360).nullish(),
  /** First and last plant day in service; default: always. */
  inServiceFrom: plantDaySchema.nullish(),
  inServiceTo: plantDaySchema.nullish(),
});

export type ArrayInput = z.infer<typeof arrayInputSchema>;

/** Every column of a file of arrays, in the order they are written in. */
export const ARRAY_COLUMNS = Object.keys(arrayInputSchema.shape) as (keyof ArrayInput)[];

/** The module of an array as it was given; null for the default one. */
export const moduleGivenSchema = z.union([
  z.strictObject({ name: z.string() }),
  z.strictObject({
    vMp: z.number(),
    iMp: z.number(),
    vOc: z.number().nullable(),
    iSc: z.number().nullable(),
    alphaIsc: z.number().nullable(),
    betaVoc: z.number().nullable(),
  }),
]);

export type ModuleGiven = z.infer<typeof moduleGivenSchema>;

/** What is wrong with what somebody gave: where, and why. */
export const registrationProblemSchema = z.object({
  /** Line of the CSV file, or number of the entry in JSON; null for what is not about one row. */
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  message: z.string(),
});
export type RegistrationProblem = z.infer<typeof registrationProblemSchema>;

export const CHANGE_KINDS = ['added', 'changed', 'removed', 'unchanged'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

const cell = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** One array of a preview: what becomes of it. */
export const registrationRowSchema = z.object({
  deviceId: z.string(),
  kind: z.enum(CHANGE_KINDS),
  line: z.number().int().nullable(),
  row: z.number().int(),
  column: z.number().int(),
  /** What is another than before, in the words of the columns; of an added array nothing. */
  fields: z.array(z.object({ name: z.string(), before: cell, after: cell })),
});
export type RegistrationRow = z.infer<typeof registrationRowSchema>;

const count = z.number().int().nonnegative();

/** What a registration would do, or has done. With a problem it does nothing. */
export const registrationPreviewSchema = z.object({
  plantId: z.string(),
  name: z.string(),
  utcOffsetMinutes: utcOffsetMinutesSchema,
  /** True for a plant that is not there yet. */
  isNew: z.boolean(),
  /** Arrays of the plant afterwards that are not out of service. */
  arrays: count,
  counts: z.object({ added: count, changed: count, removed: count, unchanged: count }),
  /** Arrays of the plant that the file does not name; they stay unless they are to be removed. */
  missing: count,
  rows: z.array(registrationRowSchema),
  rowsLeftOut: count,
  problems: z.array(registrationProblemSchema),
  problemsLeftOut: count,
});
export type RegistrationPreview = z.infer<typeof registrationPreviewSchema>;

/** A file of arrays as a request brings it, and what is said beside it. */
export const registrationRequestSchema = z.strictObject({
  file: z.strictObject({
    /** For messages. */
    name: text(200).default('the file'),
    /** CSV with a header line, or JSON: `{ "plant": {...}, "arrays": [...] }`, or the list alone. */
    text: z.string(),
  }),
  /** `register` takes a plant without arrays, `update` one that is there, `either` what it is. */
  mode: z.enum(['register', 'update', 'either']).default('either'),
  /** What people call the plant; of a new one: its id. */
  name: text(100).optional(),
  /** Its standard time, summer and winter; of a new one: +00:00. */
  utcOffset: z
    .string()
    .refine((offset) => parseUtcOffset(offset) !== null, 'expected an offset like +01:00')
    .optional(),
  /** Arrays that the file does not name go out of service. */
  removeMissing: z.boolean().default(false),
});
export type RegistrationRequest = z.output<typeof registrationRequestSchema>;

/** What a plant may be called in addresses, object keys and settings. */
/** `register` is the page that registers the first one. */
export const plantIdSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -')
  .refine((id) => id !== 'register', 'must be another word: "register" is taken');
export const plantNameSchema = text(100);

/** One line for people. */
export function describeProblem({ line, column, message }: RegistrationProblem, file: string): string {
  const where = [file, line === null ? '' : `line ${line}`, column === null ? '' : `column ${column}`];
  return `${where.filter((part) => part !== '').join(' ')}: ${message}`;
}
