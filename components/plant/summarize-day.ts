import { type CellKind, countKinds, isFault } from '#components/charts/cell-kinds.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';
import type { PartialPlantDay, PlantHead } from '#server/domain/plant-head.ts';
import { NO_VERDICT_REASONS, type NoVerdictReason } from '#server/domain/verdict.ts';
import type { PlantDayView } from '#server/domain/views.ts';

export interface DaySummary {
  counts: Record<CellKind, number>;
  arrays: number;
  withVerdict: number;
  faults: number;
  /** Readings received of those a complete day has, 0..1; null when unknown. */
  readingShare: number | null;
  /** Arrays without a verdict, by reason. */
  reasons: Record<NoVerdictReason, number>;
  /** The result is there, and every array was judged: an honest "uncertain" is an answer, missing data is not. */
  complete: boolean;
}

const known = new WeakMap<PartialPlantDay, DaySummary>();

/** The day in figures; several parts of the page ask, and 10,000 cells are counted once. */
export function summarizeDay(view: PartialPlantDay): DaySummary {
  const summary = known.get(view) ?? summaryOf(view, 'cells' in view ? countCells(view) : countsOfHead(view));
  known.set(view, summary);
  return summary;
}

type Counted = Pick<DaySummary, 'counts' | 'reasons' | 'arrays'>;

function summaryOf({ run }: PartialPlantDay, { counts, reasons, arrays }: Counted): DaySummary {
  const faults = (Object.keys(counts) as CellKind[]).filter(isFault).reduce((sum, kind) => sum + counts[kind], 0);
  const { readingsReceived, readingsExpected } = run ?? { readingsReceived: null, readingsExpected: null };
  const known = readingsReceived !== null && readingsExpected !== null && readingsExpected > 0;
  return {
    counts,
    reasons,
    arrays,
    withVerdict: arrays - counts.no_verdict - counts.missing,
    faults,
    readingShare: known ? readingsReceived / readingsExpected : null,
    complete: run !== null && counts.no_verdict === reasons.uncertain && counts.missing === 0,
  };
}

function countCells({ cells }: PlantDayView): Counted {
  const reasons = noReasons();
  for (const { reason } of cells) if (reason !== null) reasons[reason] += 1;
  return { counts: countKinds(cells), reasons, arrays: cells.length };
}

/** What is not among the outcomes of the plant's arrays is missing in the result. */
function countsOfHead({ plant: { arrays }, counts }: PlantHead): Counted {
  const conditions = counts?.conditions ?? noConditions();
  const reasons = counts?.reasons ?? noReasons();
  const noVerdict = sumOf(reasons);
  const missing = Math.max(0, arrays - noVerdict - sumOf(conditions));
  return { counts: { ...conditions, no_verdict: noVerdict, missing }, reasons, arrays };
}

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
const zeros = <K extends string>(names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
const noConditions = () => zeros(CONDITIONS);
const noReasons = (): Record<NoVerdictReason, number> => zeros(NO_VERDICT_REASONS);
