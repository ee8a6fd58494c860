import { z } from 'zod';
import { nameplateSchema } from '#domain/nameplate.ts';
import { plantDaySchema } from '#domain/plant-day.ts';

// Contracts of commissioning: what is registered, held against what is measured.

/** What a finding is about; in the order in which they are worth mending, since one hides the next. */
export const FINDING_KINDS = [
  'sampling',
  'units',
  'beyond_limits',
  'swapped_channels',
  'plant_clock',
  'array_clock',
  'swapped_arrays',
  'nameplate_voltage',
  'nameplate_current',
  'pyranometer',
  'thermometer',
  'night_offset',
  'power_limit',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** Certain: nothing else gives such readings. Likely: little else does. Possible: to be looked at on site. */
export const SURENESS = ['certain', 'likely', 'possible'] as const;

const points = z.array(z.number().nullable());

/** Lines over one plant day; value i is of the bin that begins `i * binMinutes` after its midnight. */
export const evidencePlotSchema = z.object({
  day: plantDaySchema,
  unit: z.string(),
  binMinutes: z.number().positive(),
  lines: z.array(z.object({ label: z.string(), points })).min(1),
});

export type EvidencePlot = z.infer<typeof evidencePlotSchema>;

const figures = nameplateSchema.pick({ modulesInSeries: true, strings: true, vMp: true, iMp: true });

/** What would put it right in the registry. */
export const proposalSchema = z.discriminatedUnion('change', [
  /** Other figures on the nameplates of arrays, each as it is registered now and as it should be. */
  z.object({
    change: z.literal('nameplate'),
    arrays: z.array(z.object({ deviceId: z.string(), from: figures, to: figures })).min(1),
  }),
  /** The two devices stand in one another's place: place and nameplate change hands. */
  z.object({ change: z.literal('exchange'), deviceIds: z.tuple([z.string(), z.string()]) }),
]);

export type Proposal = z.infer<typeof proposalSchema>;

export const findingSchema = z.object({
  kind: z.enum(FINDING_KINDS),
  /** Empty for what concerns the whole plant. */
  deviceIds: z.array(z.string()),
  /** One sentence: what is registered, what is measured. */
  text: z.string(),
  sureness: z.enum(SURENESS),
  /** Numbers it rests on. */
  figures: z.array(z.object({ label: z.string(), value: z.number(), unit: z.string() })),
  plot: evidencePlotSchema.nullable(),
  /** Null where the registry is right and something on site or on the way of the readings is not. */
  proposal: proposalSchema.nullable(),
  /** What to do. */
  advice: z.string(),
});

export type Finding = z.infer<typeof findingSchema>;

/** Open, until somebody decides; gone when a later check does not find it any more. */
export const FINDING_STATES = ['open', 'applied', 'ignored', 'gone'] as const;

export type FindingState = (typeof FINDING_STATES)[number];

/** Tells a finding from all others of its plant, check after check. */
export function findingKey({ kind, deviceIds }: Pick<Finding, 'kind' | 'deviceIds'>): string {
  return [kind, ...deviceIds.toSorted()].join(' ');
}
