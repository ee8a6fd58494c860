import type { ColumnSource } from 'hyparquet-writer';
import type { OwnDayProfile } from '#server/domain/day-profile.ts';
import { type VerdictEvidence, verdictEvidenceSchema } from '#server/domain/verdict-evidence.ts';

/** Columns of gold that hold the figures behind a verdict, by the figure's name. */
export const EVIDENCE_COLUMNS = {
  interval_s: 'intervalSeconds',
  limited_minutes: 'limitedMinutes',
  off_minutes: 'offMinutes',
  unknown_minutes: 'unknownMinutes',
  ran_while_off_part: 'ranWhileOffPart',
  sweeps: 'sweeps',
  observed_part: 'observedPart',
  peers: 'peers',
  history_days: 'historyDays',
  scale_voltage: 'scaleVoltage',
  scale_current: 'scaleCurrent',
  deviation_voltage: 'deviationVoltage',
  deviation_current: 'deviationCurrent',
  weak_light_voltage: 'weakLightVoltage',
  weak_light_current: 'weakLightCurrent',
} as const satisfies Record<string, keyof VerdictEvidence>;

/** Columns of gold that name conditions; several with commas between. */
export const EVIDENCE_NAME_COLUMNS = {
  stuck: ({ stuck }) => (stuck.length > 0 ? stuck.join(',') : null),
  not_looked_for: ({ notLookedFor }) => (notLookedFor.length > 0 ? notLookedFor.join(',') : null),
  alternative: ({ alternative }) => alternative,
  second: ({ second }) => second,
} as const satisfies Record<string, (evidence: VerdictEvidence) => string | null>;

const PROFILE_COLUMN = 'profile';
const MISSING = -32_768;
const STEPS_PER_ONE = 10_000;

interface EvidenceRow {
  evidence: VerdictEvidence | null;
  profile: OwnDayProfile | null;
}

/** The columns of rows in their order; all null where a row has no evidence. */
export function evidenceColumns(rows: readonly EvidenceRow[]): ColumnSource[] {
  return [
    ...Object.entries(EVIDENCE_COLUMNS).map(
      ([name, key]): ColumnSource => ({
        name,
        type: 'DOUBLE',
        data: rows.map(({ evidence }) => evidence?.[key] ?? null),
      }),
    ),
    ...Object.entries(EVIDENCE_NAME_COLUMNS).map(
      ([name, of]): ColumnSource => ({
        name,
        type: 'STRING',
        nullable: true,
        data: rows.map(({ evidence }) => evidence && of(evidence)),
      }),
    ),
    {
      name: PROFILE_COLUMN,
      type: 'BYTE_ARRAY',
      statistics: false,
      data: rows.map(({ profile }) => profile && bytesOf(profile)),
    },
  ];
}

/** Evidence and profile of a stored row; null in gold of releases that had none. */
export function evidenceOfRow(row: Record<string, unknown>): EvidenceRow {
  const names = (value: unknown) => (typeof value === 'string' ? value.split(',') : []);
  const parsed = verdictEvidenceSchema.safeParse({
    ...Object.fromEntries(Object.entries(EVIDENCE_COLUMNS).map(([name, key]) => [key, row[name] ?? null])),
    stuck: names(row.stuck),
    notLookedFor: names(row.not_looked_for),
    alternative: row.alternative ?? null,
    second: row.second ?? null,
  });
  const stored = row[PROFILE_COLUMN];
  return {
    evidence: parsed.success ? parsed.data : null,
    profile: stored instanceof Uint8Array && stored.length % 4 === 0 && stored.length > 0 ? profileOf(stored) : null,
  };
}

/** Little-endian int16, ten-thousandths; photocurrent, then voltage; -32768 where the array did not run. */
function bytesOf({ photocurrent, voltage }: OwnDayProfile): Uint8Array {
  const values = [...photocurrent, ...voltage];
  const view = new DataView(new ArrayBuffer(2 * values.length));
  values.forEach((value, index) => {
    const held = Math.max(-32_767, Math.min(32_767, Math.round(value * STEPS_PER_ONE)));
    view.setInt16(2 * index, Number.isNaN(value) ? MISSING : held, true);
  });
  return new Uint8Array(view.buffer);
}

function profileOf(stored: Uint8Array): OwnDayProfile {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const bins = stored.length / 4;
  const table = (from: number) =>
    Float32Array.from({ length: bins }, (_, bin) => {
      const value = view.getInt16(2 * (from + bin), true);
      return value === MISSING ? Number.NaN : value / STEPS_PER_ONE;
    });
  return { photocurrent: table(0), voltage: table(bins) };
}
