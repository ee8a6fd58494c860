import type { ColumnSource } from 'hyparquet-writer';
import type { OwnDayProfile } from '#domain/day-profile.ts';
import type { ColumnType, GoldColumn, VerdictParts } from '#domain/verdict-column.ts';
import { HeliographError } from '#server/errors.ts';
import { profileBytes, profileOf } from '#server/gateways/parquet/profile-bytes.ts';

interface Codec {
  type: 'STRING' | 'DOUBLE' | 'BYTE_ARRAY';
  encode: (value: unknown) => unknown;
  decode: (stored: unknown) => unknown;
}

const same = (value: unknown) => value;
const TEXT: Codec = { type: 'STRING', encode: same, decode: same };

/** How gold holds the cells of a type; null is null in all. */
const CODECS: Record<ColumnType, Codec> = {
  string: TEXT,
  date: TEXT,
  timestamp: TEXT,
  double: { type: 'DOUBLE', encode: same, decode: same },
  names: {
    type: 'STRING',
    encode: (names) => (Array.isArray(names) && names.length > 0 ? names.join(',') : null),
    decode: (stored) => (typeof stored === 'string' ? stored.split(',') : []),
  },
  profile: {
    type: 'BYTE_ARRAY',
    encode: (profile) => profile && profileBytes(profile as OwnDayProfile),
    decode: profileOf,
  },
};

/** A column of gold with its cells of these verdicts. */
export function goldCells(
  { name, type, nullable, none, of }: GoldColumn,
  verdicts: readonly VerdictParts[],
): ColumnSource {
  const codec = CODECS[type];
  return {
    name,
    type: codec.type,
    nullable,
    ...(type === 'profile' && { statistics: false }),
    data: verdicts.map((verdict) => codec.encode(of(verdict) ?? none ?? null)),
  };
}

/** What a cell says; `stored` is null where the file does not have the column. */
export function valueOfCell({ type, none }: GoldColumn, stored: unknown): unknown {
  const value = CODECS[type].decode(stored);
  return value === none ? null : value;
}

/** A cell of text or a number. Throws `damaged_file` that names `key` when it is neither, or empty where that must not be. */
export function cellOf(row: Record<string, unknown>, { name, type, nullable }: GoldColumn, key: string) {
  const value = row[name] ?? null;
  if (value === null && nullable) return null;
  if (type === 'double' && typeof value === 'number') return value;
  if (type !== 'double' && typeof value === 'string') return value;
  throw new HeliographError('damaged_file', `${key} is not gold: ${name} of a row is ${String(value)}`);
}
