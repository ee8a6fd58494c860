import { z } from 'zod';
import { nameplateSchema } from '#domain/nameplate.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { plantViewSchema } from '#domain/views.ts';

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

/** Of these there is one finding a plant, whichever arrays it names. */
const OF_THE_PLANT: ReadonlySet<FindingKind> = new Set<FindingKind>(['power_limit']);

/** Tells a finding from all others of its plant, check after check. */
export function findingKey({ kind, deviceIds }: Pick<Finding, 'kind' | 'deviceIds'>): string {
  return OF_THE_PLANT.has(kind) ? kind : [kind, ...deviceIds.toSorted()].join(' ');
}

/** What a check is asked: the last so many days with a published result. */
export const checkRequestSchema = z
  .strictObject({ days: z.number().int().min(1).max(7).default(3) })
  .meta({ example: { days: 3 } });

export const findingViewSchema = findingSchema.extend({
  id: z.uuid(),
  state: z.enum(FINDING_STATES),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** Who applied or ignored it, and when; null for nobody. */
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
});

export type FindingView = z.infer<typeof findingViewSchema>;

/** When and on what the registry was last checked; null for never. */
const lastCheckSchema = z
  .object({ at: z.iso.datetime(), days: z.array(plantDaySchema), arrays: z.number().int().nonnegative() })
  .nullable();

export const findingListSchema = z.object({
  plant: plantViewSchema,
  lastCheck: lastCheckSchema,
  /** All findings of the plant by state, whatever was asked for. */
  counts: z.record(z.enum(FINDING_STATES), z.number().int().nonnegative()),
  findings: z.array(findingViewSchema),
  nextCursor: z.string().nullable(),
});

export type FindingList = z.infer<typeof findingListSchema>;

/** What a check found. Findings that somebody ignored are counted apart. */
export const checkResultSchema = z.object({
  days: z.array(plantDaySchema),
  arrays: z.number().int().nonnegative(),
  open: z.number().int().nonnegative(),
  ignored: z.number().int().nonnegative(),
  gone: z.number().int().nonnegative(),
});

export type CheckResult = z.infer<typeof checkResultSchema>;
