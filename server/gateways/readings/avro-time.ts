/** What the integers of a time field mean. */
export interface TimeMeaning {
  /** Of them in a millisecond. */
  perMs: 1 | 1000 | 1_000_000;
  /** False for a bare integer: nobody says what it counts, so that only times in milliseconds from 2000 to 2100 are believed. */
  declared: boolean;
  /** Without a zone: the plant's standard time. */
  local: boolean;
}

export const BARE_TIME: TimeMeaning = { perMs: 1, declared: false, local: false };

const LOGICAL_TYPES: Record<string, TimeMeaning> = Object.fromEntries(
  [['millis', 1] as const, ['micros', 1000] as const, ['nanos', 1_000_000] as const].flatMap(([unit, perMs]) => [
    [`timestamp-${unit}`, { perMs, declared: true, local: false }],
    [`local-timestamp-${unit}`, { perMs, declared: true, local: true }],
  ]),
);

/** Logical types of numbers that are no point in time. */
const OTHER_TIMES = ['date', 'time-millis', 'time-micros', 'time-nanos', 'duration'];

/**
 * What a time field of a writer's schema means, by branch of its union (one entry where it is none). Names that Avro does
 * not know say nothing, as its specification wants. Throws an Error that names the type where it is no point in time.
 */
export function timeMeanings(type: unknown): TimeMeaning[] {
  return (Array.isArray(type) ? type : [type]).map((branch) => {
    const logical = logicalTypeOf(branch);
    if (logical === null) return BARE_TIME;
    if (OTHER_TIMES.includes(logical)) throw new Error(`is ${logical}, which is no point in time`);
    return Object.hasOwn(LOGICAL_TYPES, logical) ? (LOGICAL_TYPES[logical] ?? BARE_TIME) : BARE_TIME;
  });
}

/** The logical type of a schema that is no union, also where its type is written as an object in an object. */
export function logicalTypeOf(schema: unknown): string | null {
  for (let at = schema, depth = 0; typeof at === 'object' && at !== null && depth < 8; depth++) {
    if ('logicalType' in at && typeof at.logicalType === 'string') return at.logicalType;
    at = 'type' in at ? at.type : null;
  }
  return null;
}
