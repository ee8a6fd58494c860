import type { DayVerdict } from '#server/gateways/parquet/gold-file.ts';

const HEADINGS = ['deviceId', 'day', 'verdict', 'confidence', 'coverage', 'remark'] as const;

/** The verdicts as an aligned table of text. */
export function verdictTable(verdicts: readonly DayVerdict[]): string {
  const rows = verdicts.map(({ deviceId, day, condition, reason, confidence, coverage, detail }) => [
    deviceId,
    day,
    condition ?? `no_verdict: ${reason ?? ''}`,
    confidence === null ? '-' : confidence.toFixed(3),
    `${(coverage * 100).toFixed(1)} %`,
    detail ?? '',
  ]);
  const widths = HEADINGS.map((heading, column) =>
    rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), heading.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(HEADINGS), ...rows.map(line)].join('\n');
}
