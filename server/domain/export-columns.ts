import { CONDITION_LABELS, CONDITIONS } from '#server/domain/conditions.ts';

export const EXPORT_COLUMN_TYPES = ['string', 'date', 'timestamp', 'double'] as const;

/** A column of an exported file. */
export interface ExportColumn {
  name: string;
  type: (typeof EXPORT_COLUMN_TYPES)[number];
  nullable: boolean;
  meaning: string;
  /** `gold`: a column of it, which older versions may not have; `rule`: worked out of them; `run`: of the run that judged. */
  from: 'gold' | 'rule' | 'run';
}

const gold = (name: string, type: ExportColumn['type'], nullable: boolean, meaning: string): ExportColumn => ({
  name,
  type,
  nullable,
  meaning,
  from: 'gold',
});
const ofRun = (name: string, type: ExportColumn['type'], meaning: string): ExportColumn => ({
  name,
  type,
  nullable: false,
  meaning,
  from: 'run',
});

/** Version of the columns below. A column that goes or changes its meaning makes a new one; one more at the end does not. */
export const EXPORT_SCHEMA_VERSION = 1;

/** The columns of every export, whatever version of gold a day was written in. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  gold('deviceId', 'string', false, 'The array'),
  gold('day', 'date', false, 'Plant day, in the plant’s standard time'),
  ofRun('dayBeginsAt', 'timestamp', 'Instant at which the plant day begins, UTC'),
  gold('verdict', 'string', false, 'A condition, or no_verdict'),
  gold('reason', 'string', true, 'Why there is no verdict'),
  gold('detail', 'string', true, 'The reason in words'),
  gold('condition', 'string', true, 'The most probable condition, also when there is no verdict'),
  gold('confidence', 'double', true, 'Calibrated probability of that condition, 0 to 1'),
  ...CONDITIONS.map((condition) =>
    gold(
      `p_${condition}`,
      'double',
      true,
      `Calibrated probability of ${CONDITION_LABELS[condition].toLowerCase()}, 0 to 1`,
    ),
  ),
  gold('coverage', 'double', false, 'Part of the daylight readings that arrived, 0 to 1'),
  gold('expected_kwh', 'double', true, 'Energy the array should have given, kWh'),
  gold('measured_kwh', 'double', true, 'Energy it gave, kWh'),
  gold('loss_kwh', 'double', true, 'Expected less measured, kWh'),
  gold('loss_uncertainty_kwh', 'double', true, 'Uncertainty of the loss, kWh'),
  ofRun('modelVersion', 'string', 'Model that judged the day'),
  ofRun('runId', 'string', 'Run that the row is from'),
  {
    name: 'fault',
    type: 'string',
    nullable: true,
    meaning: 'The fault that a case is about: a condition, or converter_off',
    from: 'rule',
  },
];

/** A row of an export: strings, numbers and null; a day is YYYY-MM-DD, an instant ISO 8601 in UTC. */
export type ExportRow = Record<string, string | number | null>;
