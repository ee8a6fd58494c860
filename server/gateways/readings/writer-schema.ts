import avro from 'avsc';
import { CHANNELS } from '#domain/channels.ts';
import { messageOf } from '#server/errors.ts';
import { READING_SCHEMA, READING_TYPE, type RecordSchema, recordSchema } from './avro-schema.ts';
import { BARE_TIME, logicalTypeOf, type TimeMeaning, timeMeanings } from './avro-time.ts';
import { DecodeFailure } from './decode-failure.ts';

export type ReadingField = 'deviceId' | 'timestamp' | (typeof CHANNELS)[number];

/** The fields of a writer's record in their order: which of ours each becomes, or null to step over it. */
export interface WriterPlan {
  steps: readonly { field: ReadingField | null; name: string; type: avro.Type }[];
  /** What the writer's times mean, by branch of their union. */
  times: readonly TimeMeaning[];
  /** The writer's schema is reading.avsc itself: its messages can be read by the short way. */
  isOurs: boolean;
  /** Values of our fields that the writer does not send. */
  defaults: ReadonlyMap<ReadingField, number>;
}

/** The library's reasons may quote the whole schema. */
const LONGEST_REASON = 200;

const NUMBERS = ['int', 'long', 'float', 'double', 'null'];

/** Types that a field of ours may have with the writer; a union is read when all its branches are among them. */
const READABLE: Record<ReadingField, readonly string[]> = {
  deviceId: ['string', 'bytes', 'null'],
  timestamp: ['int', 'long', 'null'],
  ...(Object.fromEntries(CHANNELS.map((channel) => [channel, NUMBERS])) as Record<(typeof CHANNELS)[number], string[]>),
};

/**
 * How readings of a writer's schema are read as ours: fields found by name or by our aliases in any order, others stepped
 * over, ours with a default may be absent. Channels may be of any numeric type (a double is rounded to a float) or null.
 * Throws a DecodeFailure that names the field which does not fit.
 */
export function planWriter(schema: unknown, readerSchema: unknown = READING_SCHEMA): WriterPlan {
  const type = parseType(schema);
  const writer = recordSchema.safeParse(schema).data;
  if (!writer || !avro.Type.isType(type, 'record')) throw incompatible('it is no record');
  const reader = recordSchema.parse(readerSchema);
  const names = [reader.name, ...(reader.aliases ?? [])].map(unqualified);
  if (!names.includes(unqualified(writer.name))) {
    throw incompatible(`its record is called "${unqualified(writer.name)}", not ${names.join(' or ')}`);
  }
  const { sources, defaults, times } = matchFields(reader, writer);
  const steps = (type as avro.types.RecordType).fields.map(({ name, type: fieldType }) => {
    const field = sources.get(name) ?? null;
    if (field) requireReadable(field, name, fieldType);
    return { field, name, type: fieldType };
  });
  // Types alone do not tell: microseconds are a long as well.
  const [time = BARE_TIME] = times;
  const isOurs = READING_TYPE.equals(type) && time.declared && time.perMs === 1 && !time.local;
  return { steps, times, defaults, isOurs };
}

function parseType(schema: unknown): avro.Type {
  try {
    return avro.Type.forSchema(schema as avro.Schema);
  } catch (error) {
    throw incompatible(messageOf(error).slice(0, LONGEST_REASON));
  }
}

/** For each field of the writer that we read, ours; and what stands in for ours that the writer lacks. */
function matchFields(reader: RecordSchema, writer: RecordSchema) {
  const sources = new Map<string, ReadingField>();
  const defaults = new Map<ReadingField, number>();
  let times: TimeMeaning[] = [];
  for (const { name, aliases = [], default: standIn } of reader.fields) {
    const field = name as ReadingField;
    const found = [name, ...aliases].flatMap(
      (known) => writer.fields.find((candidate) => candidate.name === known) ?? [],
    );
    const [first] = found;
    if (found.length > 1)
      throw incompatible(`its fields ${found.map((one) => one.name).join(' and ')} both mean ${field}`);
    if (first) {
      if (field === 'timestamp') times = meaningsOf(first);
      else if (field !== 'deviceId') requireNoTime(first);
      sources.set(first.name, field);
    } else if (standIn === undefined || field === 'deviceId') throw incompatible(`it lacks the field ${field}`);
    else defaults.set(field, typeof standIn === 'number' ? standIn : Number.NaN);
  }
  return { sources, defaults, times };
}

function meaningsOf({ name, type }: RecordSchema['fields'][number]): TimeMeaning[] {
  try {
    const meanings = timeMeanings(type);
    const zones = new Set(meanings.filter(({ declared }) => declared).map(({ local }) => local));
    if (zones.size > 1) throw new Error('is a time with a zone and one without in the same union');
    return meanings;
  } catch (error) {
    throw incompatible(`its field ${name} ${messageOf(error)}`);
  }
}

/** A voltage that is declared as a time is none. */
function requireNoTime({ name, type }: RecordSchema['fields'][number]): void {
  const logical = (Array.isArray(type) ? type : [type]).map(logicalTypeOf).find((known) => known?.includes('time'));
  if (logical) throw incompatible(`its field ${name} is ${logical}, which is no measured value`);
}

function requireReadable(field: ReadingField, name: string, type: avro.Type): void {
  const kinds = 'types' in type ? (type.types as avro.Type[]).map((branch) => branch.typeName) : [type.typeName];
  const unreadable = kinds.find((kind) => !READABLE[field].includes(kind));
  if (unreadable !== undefined || (kinds.length === 1 && kinds[0] === 'null')) {
    throw incompatible(`its field ${name} is ${unreadable ?? 'null'}, which cannot be read as ${field}`);
  }
}

const unqualified = (name: string) => name.slice(name.lastIndexOf('.') + 1);

function incompatible(why: string): DecodeFailure {
  return new DecodeFailure('incompatible_schema', `the writer's schema is no schema of readings: ${why}`);
}
