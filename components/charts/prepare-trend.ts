import type { CellKind } from '#components/charts/cell-kinds.ts';
import type { Texts } from '#components/texts/texts.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import type { TrendView } from '#domain/trend.ts';

/** What a bar stacks, from the axis up: the faults, then what nobody could judge. Normal would dwarf them all. */
export const TREND_KINDS = [...CONDITIONS.filter((condition) => condition !== 'normal'), 'no_verdict'] as const;

export type TrendKind = Extract<CellKind, (typeof TREND_KINDS)[number]>;

/** A day of the chart; without a result every count is null: a gap, not a zero. */
export interface TrendRow extends Record<TrendKind, number | null> {
  day: string;
  normal: number | null;
  faults: number | null;
}

export function prepareTrend({ days }: Pick<TrendView, 'days'>): TrendRow[] {
  return days.map(({ day, counts }) => {
    const stacked = TREND_KINDS.map((kind) => {
      if (counts === null) return [kind, null] as const;
      const count =
        kind === 'no_verdict'
          ? Object.values(counts.reasons).reduce((sum, arrays) => sum + arrays, 0)
          : counts.conditions[kind];
      return [kind, count] as const;
    });
    const faults = stacked.reduce((sum, [kind, count]) => sum + (kind === 'no_verdict' ? 0 : (count ?? 0)), 0);
    return {
      day,
      ...(Object.fromEntries(stacked) as Record<TrendKind, number | null>),
      normal: counts?.conditions.normal ?? null,
      faults: counts === null ? null : faults,
    };
  });
}

/** The chart in one sentence. */
export function trendWords(rows: readonly TrendRow[], t: Texts): string {
  const known = rows.filter((row) => row.faults !== null);
  if (known.length === 0) return t('trend.noResult');
  const faults = known.map((row) => row.faults ?? 0);
  const gaps = rows.length - known.length;
  const [least, most] = [Math.min(...faults), Math.max(...faults)];
  const range = least === most ? t('trend.sameEachDay', { count: most }) : t('trend.range', { least, most });
  return t('trend.words', { days: known.length, range, gaps });
}
