import { z } from 'zod';
import { CHANNELS } from '#domain/channels.ts';
import { CONDITION_LABELS, CONDITIONS } from '#domain/conditions.ts';
import type { OwnDayProfile } from '#domain/day-profile.ts';
import { faultOfRow } from '#domain/fault-kinds.ts';
import { mostProbable } from '#domain/most-probable.ts';
import { NO_VERDICT_REASONS } from '#domain/no-verdict-reasons.ts';
import { TEMPERATURE_SOURCES } from '#domain/temperature-source.ts';
import { energy, evidence, fieldOf, own, type VerdictColumn, type VerdictParts } from '#domain/verdict-column.ts';

const PART = '0 to 1';
const part = z.number().min(0).max(1);
const minutes = z.number().nonnegative();
const count = z.number().int().nonnegative();
const ratio = z.number().nullable();
/** A figure that older verdicts do not have. */
const later = ratio.default(null);
const condition = z.enum(CONDITIONS).nullable();

/** Calibrated probabilities in the order of CONDITIONS. */
export const probabilitiesSchema = z.array(part).length(CONDITIONS.length);

const GOLD = { from: 'gold', unit: null, nullable: false, exported: true, index: null, api: null } as const;
const RUN = { from: 'run', unit: null, nullable: false, exported: true } as const;

/**
 * What is said of an array-day, a column each, in the order of gold and of exports. Gold's writer and reader, the exports and
 * their document, the insert into the index and the views of the API are made of this table: a new column is an entry here,
 * a migration where the index has it by itself, and what shows it.
 */
export const VERDICT_COLUMNS = [
  // Its views say whose it is by themselves.
  { ...own({ name: 'deviceId', type: 'string', value: z.string(), sql: 'text', meaning: 'The array' }), api: null },
  {
    ...GOLD,
    name: 'day',
    type: 'date',
    meaning: 'Plant day, in the plant’s standard time',
    of: fieldOf('day'),
    place: { part: 'day', key: 'day', value: z.string() },
  },
  {
    ...RUN,
    name: 'dayBeginsAt',
    type: 'timestamp',
    meaning: 'Instant at which the plant day begins, UTC',
    of: (run: { dayBeginsAt: string }) => run.dayBeginsAt,
  },
  {
    ...own({
      name: 'condition',
      type: 'string',
      value: condition,
      sql: '"ConditionName"',
      meaning: 'A condition, or no_verdict',
    }),
    name: 'verdict',
    nullable: false,
    none: 'no_verdict',
  },
  own({
    name: 'reason',
    type: 'string',
    value: z.enum(NO_VERDICT_REASONS).nullable(),
    sql: '"NoVerdictReason"',
    meaning: 'Why there is no verdict',
  }),
  own({
    name: 'detail',
    type: 'string',
    value: z.string().nullable(),
    sql: 'text',
    meaning: 'The reason in words',
  }),
  {
    ...GOLD,
    name: 'condition',
    type: 'string',
    nullable: true,
    meaning: 'The most probable condition, also when there is no verdict',
    of: ({ probabilities }: VerdictParts) => probabilities && mostProbable(probabilities).condition,
    place: null,
  },
  own({
    name: 'confidence',
    type: 'double',
    value: z.number().nullable(),
    sql: 'float8',
    unit: PART,
    meaning: 'Calibrated probability of that condition',
  }),
  ...CONDITIONS.map((name, index) => ({
    ...GOLD,
    name: `p_${name}`,
    type: 'double' as const,
    unit: PART,
    nullable: true,
    meaning: `Calibrated probability of ${CONDITION_LABELS[name].toLowerCase()}`,
    of: ({ probabilities }: VerdictParts) => probabilities?.[index] ?? null,
    place: { part: 'probabilities' as const, key: name, value: part },
    index: { field: 'probabilities' as const, sql: 'float8[]' },
    api: probabilitiesSchema.nullable(),
  })),
  own({
    name: 'coverage',
    type: 'double',
    value: z.number(),
    sql: 'float8',
    unit: PART,
    meaning: 'Part of the daylight readings that arrived',
  }),
  energy('expected_kwh', 'expectedKwh', z.number(), 'Energy the array should have given'),
  energy('measured_kwh', 'measuredKwh', z.number(), 'Energy it gave'),
  energy('loss_kwh', 'lossKwh', z.number(), 'Expected less measured'),
  {
    ...energy('loss_uncertainty_kwh', 'uncertaintyKwh', z.number().nonnegative(), 'Uncertainty of the loss'),
    index: { field: 'lossUncertaintyKwh', sql: 'float8' },
    api: null,
  },
  {
    ...RUN,
    name: 'modelVersion',
    type: 'string',
    meaning: 'Model that judged the day',
    of: (run: { modelVersion: string }) => run.modelVersion,
  },
  {
    ...RUN,
    name: 'runId',
    type: 'string',
    meaning: 'Run that the row is from',
    of: (run: { runId: string }) => run.runId,
  },
  {
    from: 'rule',
    name: 'fault',
    type: 'string',
    unit: null,
    nullable: true,
    exported: true,
    meaning: 'The fault that a case is about: a condition, or converter_off',
    of: faultOfRow,
  },
  evidence('interval_s', 'intervalSeconds', z.number().positive(), 's', 'Time between readings, as they mostly come'),
  evidence('limited_minutes', 'limitedMinutes', minutes, 'min', 'Daylight in which the converter limited the power'),
  evidence('off_minutes', 'offMinutes', minutes, 'min', 'Daylight in which it was off'),
  evidence('unknown_minutes', 'unknownMinutes', minutes, 'min', 'Daylight of which nothing is known'),
  evidence(
    'ran_while_off_part',
    'ranWhileOffPart',
    part.nullable(),
    PART,
    'Part of the others that ran while it was off',
  ),
  evidence('sweeps', 'sweeps', count, 'slots', 'Slots in which the tracker looked at the curve'),
  evidence('observed_part', 'observedPart', part, PART, 'Part of the daylight, by its light, that could show a fault'),
  evidence('peers', 'peers', count, 'arrays', 'Those whose median was the reference; 0 where the nameplate alone was'),
  evidence('history_days', 'historyDays', count, 'days', 'Quiet days whose profile was the reference; 0 for none'),
  evidence('scale_voltage', 'scaleVoltage', ratio, 'ratio', 'Its voltage over those days against nameplate and peers'),
  evidence('scale_current', 'scaleCurrent', ratio, 'ratio', 'Its current over those days against nameplate and peers'),
  evidence(
    'deviation_voltage',
    'deviationVoltage',
    ratio,
    'part',
    'Median of its voltage’s deviation from the reference',
  ),
  evidence(
    'deviation_current',
    'deviationCurrent',
    ratio,
    'part',
    'Median of its current’s deviation from the reference',
  ),
  evidence('missing_strings', 'missingStrings', ratio, 'strings', 'Strings whose current is missing while most is'),
  evidence('strings', 'strings', later, 'strings', 'Strings that are registered'),
  evidence('spread_voltage', 'spreadVoltage', later, 'part', 'Its voltage’s deviation, 95 % quantile less that of 5 %'),
  evidence('spread_current', 'spreadCurrent', later, 'part', 'Its current’s deviation, 95 % quantile less that of 5 %'),
  evidence(
    'weak_light_voltage',
    'weakLightVoltage',
    ratio,
    'part',
    'That of its voltage in weak light, of a day that had no other',
  ),
  evidence(
    'weak_light_current',
    'weakLightCurrent',
    ratio,
    'part',
    'That of its current in weak light, of a day that had no other',
  ),
  evidence(
    'cold_in_sun_part',
    'coldInSunPart',
    part.nullable(),
    PART,
    'Part of the sunny slots in which its modules were as cold as snow',
  ),
  evidence(
    'stuck',
    'stuck',
    z.array(z.enum(CHANNELS)),
    null,
    'Channels that held one value through most of the daylight',
    'names',
  ),
  evidence(
    'not_looked_for',
    'notLookedFor',
    z.array(z.enum(CONDITIONS)),
    null,
    'Conditions that these readings could not show',
    'names',
  ),
  evidence(
    'temperature_from',
    'temperatureFrom',
    z.enum(TEMPERATURE_SOURCES).nullable().default(null),
    null,
    'Module temperature: measured, or estimated from irradiance with the air’s (air) or with an assumed one',
    'string',
  ),
  evidence(
    'alternative',
    'alternative',
    condition,
    null,
    'The other condition of a verdict that cannot tell two apart; it may be both',
    'string',
  ),
  {
    ...GOLD,
    name: 'profile',
    type: 'profile',
    nullable: true,
    exported: false,
    meaning: 'Half hours of photocurrent, then of voltage',
    of: fieldOf('profile'),
    place: { part: 'day', key: 'profile', value: z.custom<OwnDayProfile>().nullable() },
  },
] as const satisfies readonly VerdictColumn[];
