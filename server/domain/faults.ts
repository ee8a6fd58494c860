import { z } from 'zod';
import { CONDITIONS } from '#domain/conditions.ts';
import { FAULT_KINDS } from '#domain/fault-kinds.ts';
import { FAULT_STATES, type FaultMove } from '#domain/fault-state.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { tariffSchema } from '#domain/tariff.ts';
import { plantViewSchema } from '#domain/views.ts';

// Contracts of /api/v1/faults: what is asked, what is done, what is answered. Instants are ISO 8601 in UTC.

/** Why a fault was resolved; what a person chooses from. */
export const RESOLVE_CAUSES = ['repaired', 'replaced', 'cleaned', 'shading_known', 'false_alarm', 'other'] as const;

export type ResolveCause = (typeof RESOLVE_CAUSES)[number];

export const FAULT_SORTS = ['loss', 'lossPerDay', 'confidence', 'since', 'lastSeen', 'daysSeen', 'array'] as const;

export type FaultSort = (typeof FAULT_SORTS)[number];

const nameSchema = z.string().trim().min(1, 'expected a name').max(200, 'at most 200 characters');
const noteSchema = z.string().trim().min(1, 'expected some text').max(2000, 'at most 2,000 characters');

/** Several values of a closed list with commas between, as a query carries them. */
function listOf<const T extends readonly string[]>(values: T) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values, { error: `expected some of ${values.join(', ')}, with commas between` })).min(1));
}

export const faultFilterSchema = z.object({
  state: listOf(FAULT_STATES).optional(),
  condition: listOf(FAULT_KINDS).optional(),
  /** A name, or `none` for faults that nobody has. */
  assignee: nameSchema.optional(),
  /** Faults whose latest recurrence began on this day or later. */
  since: plantDaySchema.optional(),
  /** Part of the array's id, of the note or of the assignee. */
  text: z.string().trim().max(100, 'at most 100 characters').optional(),
});

export type FaultFilter = z.output<typeof faultFilterSchema>;

export const faultListRequestSchema = faultFilterSchema.extend({
  sort: z.enum(FAULT_SORTS).default('loss'),
  order: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number<number | string>().int().min(1).max(500).default(100),
});

/** The faults that are asked for, and their order, without a page. */
export type FaultQuery = Omit<z.input<typeof faultListRequestSchema>, 'cursor' | 'limit'>;

const version = z.number().int().min(0);

/** What each change of a fault says beside its name. */
export const changeShapes = {
  acknowledge: {},
  assign: { assignee: nameSchema.nullable() },
  /** `until` null means until the fault is worse than now. */
  snooze: { until: plantDaySchema.nullable() },
  resolve: {
    cause: z.enum(RESOLVE_CAUSES),
    note: noteSchema.optional(),
    /** The plant day on which it was done; without one today's. Later days that show the fault make it regressed. */
    day: plantDaySchema.optional(),
  },
  reopen: {},
} as const;

/** What may be done to faults. */
export const faultChangeSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('acknowledge'), ...changeShapes.acknowledge }),
  z.object({ action: z.literal('assign'), ...changeShapes.assign }),
  z.object({ action: z.literal('snooze'), ...changeShapes.snooze }),
  z.object({ action: z.literal('resolve'), ...changeShapes.resolve }),
  z.object({ action: z.literal('reopen'), ...changeShapes.reopen }),
]);

export type FaultChange = z.output<typeof faultChangeSchema>;

export type FaultVerb = FaultChange['action'];

const faultId = z.uuid('expected the id of a fault');

/** One thing to do to one fault. `version` is the one that was seen: a fault that changed since is left alone. */
export const changeFaultSchema = z.object({ faultId, version, change: faultChangeSchema });
/** A note stands beside whatever others do: it needs no version. */
export const addNoteSchema = z.object({ faultId, note: noteSchema });

export const BULK_LIMIT = 200;

export const bulkSchema = z.object({
  change: faultChangeSchema,
  faults: z
    .array(z.object({ id: faultId, version }))
    .min(1, 'expected at least one fault')
    .max(BULK_LIMIT, `at most ${BULK_LIMIT} faults at a time`)
    .refine((faults) => new Set(faults.map(({ id }) => id)).size === faults.length, 'each fault once'),
});

const instant = z.iso.datetime();

export const faultViewSchema = z.object({
  id: z.string(),
  deviceId: z.string(),
  row: z.number().int(),
  column: z.number().int(),
  /** A fault condition, or `converter_off`: off while at least half of the other arrays ran. */
  condition: z.enum(FAULT_KINDS),
  state: z.enum(FAULT_STATES),
  /** Of the last day seen. */
  confidence: z.number().nullable(),
  firstSeen: plantDaySchema.nullable(),
  since: plantDaySchema.nullable(),
  lastSeen: plantDaySchema.nullable(),
  daysSeen: z.number().int(),
  /** Over all days whose loss is known; null when none is. */
  lossKwh: z.number().nullable(),
  lossPerDayKwh: z.number().nullable(),
  /** The loss in all cannot be told apart from a healthy array’s by its energy alone: sorted by loss it comes after the others. */
  withinUncertainty: z.boolean(),
  /** A date; null with the state `snoozed` means until worse. */
  snoozedUntil: plantDaySchema.nullable(),
  /** Why it is resolved: a cause somebody chose, or that it was no longer seen. */
  cause: z.enum([...RESOLVE_CAUSES, 'no_longer_seen']).nullable(),
  assignee: z.string().nullable(),
  note: z.string().nullable(),
  version,
});

export type FaultView = z.infer<typeof faultViewSchema>;

export const faultListSchema = z.object({
  plant: plantViewSchema,
  /** Today in the plant's standard time: what "until" is measured by. */
  today: plantDaySchema,
  tariff: tariffSchema.nullable(),
  total: z.number().int(),
  faults: z.array(faultViewSchema),
  nextCursor: z.string().nullable(),
});

export type FaultList = z.infer<typeof faultListSchema>;

export const faultSummarySchema = z.object({
  /** Who asks, as faults would name them. */
  me: z.string(),
  /** Whether who asks may change faults. */
  mayTriage: z.boolean(),
  /** Names seen before: assignees, and who changed faults. */
  people: z.array(z.string()),
  counts: z.record(z.enum(FAULT_STATES), z.number().int()),
  /** The newest published day and what it can say: arrays with and without a verdict. Null before the first. */
  newest: z.object({ day: plantDaySchema, arrays: z.number().int(), withVerdict: z.number().int() }).nullable(),
});

export type FaultSummary = z.infer<typeof faultSummarySchema>;

export const FAULT_EVENT_KINDS = [
  'opened',
  'regressed',
  'ended',
  'withdrawn',
  'woken',
  'revised',
  'acknowledged',
  'assigned',
  'snoozed',
  'resolved',
  'reopened',
  'noted',
] as const;

export type FaultEventKind = (typeof FAULT_EVENT_KINDS)[number];

export const faultEventSchema = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum(FAULT_EVENT_KINDS),
  /** Null when it came with the publication of `day`. */
  by: z.string().nullable(),
  day: plantDaySchema.nullable(),
  runId: z.string().nullable(),
  detail: z.string().nullable(),
  note: z.string().nullable(),
});

export type FaultEvent = z.infer<typeof faultEventSchema>;

/** A published day of the fault's array; `seen` when it shows it. */
export const faultRibbonDaySchema = z.object({
  day: plantDaySchema,
  runId: z.string(),
  condition: z.enum(CONDITIONS).nullable(),
  reason: z.enum(NO_VERDICT_REASONS).nullable(),
  /** The fault that the day shows, be it the fault's or another. */
  fault: z.enum(FAULT_KINDS).nullable(),
  confidence: z.number().nullable(),
  lossKwh: z.number().nullable(),
  seen: z.boolean(),
});

export type FaultRibbonDay = z.infer<typeof faultRibbonDaySchema>;

export const faultDetailSchema = z.object({
  plant: plantViewSchema,
  today: plantDaySchema,
  tariff: tariffSchema.nullable(),
  fault: faultViewSchema,
  /** Oldest first. */
  history: z.array(faultEventSchema),
  /** The array's newest 90 published days, oldest first. */
  ribbon: z.array(faultRibbonDaySchema),
  /** The day with the largest loss, else the surest one; null when no day shows the fault any more. */
  worstDay: plantDaySchema.nullable(),
});

export type FaultDetail = z.infer<typeof faultDetailSchema>;

/** What became of each fault of a bulk change. */
export const bulkResultSchema = z.object({
  changed: z.array(faultViewSchema),
  /** Left alone, each with who was first or why it could not be. */
  refused: z.array(z.object({ id: z.string(), reason: z.string() })),
});

export type BulkResult = z.infer<typeof bulkResultSchema>;

/** The move along the state machine that a verb makes; null for one that leaves the state alone. */
export const moveOf = (verb: FaultVerb): FaultMove | null => (verb === 'assign' ? null : verb);
