import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import { ASSUMED_AIR } from '#models/operation/module-temperature.ts';
import type { DayVerdict } from '#server/gateways/parquet/gold-file.ts';

const HEADINGS = ['deviceId', 'day', 'verdict', 'confidence', 'coverage', 'remark'] as const;

/** The verdicts as an aligned table of text. */
export function verdictTable(verdicts: readonly DayVerdict[]): string {
  const rows = verdicts.map(({ deviceId, day, condition, reason, confidence, coverage, detail, evidence }) => [
    deviceId,
    day,
    condition ?? `no_verdict: ${reason ?? ''}`,
    confidence === null ? '-' : confidence.toFixed(3),
    `${(coverage * 100).toFixed(1)} %`,
    [detail, ...remarksOn(evidence)].filter(Boolean).join('; '),
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

/** What else must be known to take the verdict for what it is. */
function remarksOn(evidence: VerdictEvidence | null): string[] {
  if (!evidence) return [];
  const { notLookedFor, intervalSeconds, temperatureFrom } = evidence;
  const minutes = intervalSeconds / 60;
  const often = minutes < 2 ? `${intervalSeconds} s` : `${Math.round(minutes)} min`;
  const hasArc = notLookedFor.includes('arc_fault');
  return [
    ...(notLookedFor.length > 0 ? [`not looked for: ${notLookedFor.join(', ')}`] : []),
    ...(hasArc ? [`readings every ${often}`] : []),
    ...(temperatureFrom === 'air' ? ["module temperature estimated from the air's and irradiance"] : []),
    ...(temperatureFrom === 'assumed'
      ? [`module temperature estimated from irradiance, air of ${ASSUMED_AIR} °C assumed`]
      : []),
  ];
}
