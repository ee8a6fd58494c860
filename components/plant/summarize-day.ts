import { type CellKind, countKinds, isFault, NAMED_REASONS } from '#components/charts/cell-kinds.ts';
import { CONDITIONS } from '#domain/conditions.ts';
import { NO_VERDICT_REASONS, type NoVerdictReason } from '#domain/no-verdict-reasons.ts';
import type { PartialPlantDay, PlantHead } from '#domain/plant-head.ts';
import type { PlantDayView } from '#domain/views.ts';

export interface DaySummary {
  counts: Record<CellKind, number>;
  arrays: number;
  withVerdict: number;
  /** Arrays in the result without a verdict, for whatever reason. */
  noVerdict: number;
  faults: number;
  /** Readings received of those a complete day has, 0..1; null when unknown. */
  readingShare: number | null;
  /** Arrays without a verdict, by reason. */
  reasons: Record<NoVerdictReason, number>;
  /**
   * The result is there, and every array was judged: that it is uncertain, limited or off is an answer, that data is missing is
   * none.
   */
  complete: boolean;
}

const known = new WeakMap<PartialPlantDay, DaySummary>();

/** The day in figures; several parts of the page ask, and 10,000 cells are counted once. */
export function summarizeDay(view: PartialPlantDay): DaySummary {
  const summary = known.get(view) ?? summaryOf(view, 'cells' in view ? countCells(view) : countsOfHead(view));
  known.set(view, summary);
  return summary;
}

const UNANSWERED = ['insufficient_data', 'unfamiliar', 'processing_error'] as const satisfies NoVerdictReason[];

type Counted = Pick<DaySummary, 'counts' | 'reasons' | 'arrays'>;

function summaryOf({ run }: PartialPlantDay, { counts, reasons, arrays }: Counted): DaySummary {
  const faults = (Object.keys(counts) as CellKind[]).filter(isFault).reduce((sum, kind) => sum + counts[kind], 0);
  const { readingsReceived, readingsExpected } = run ?? { readingsReceived: null, readingsExpected: null };
  const noVerdict = sumOf(reasons);
  const known = readingsReceived !== null && readingsExpected !== null && readingsExpected > 0;
  return {
    counts,
    reasons,
    arrays,
    withVerdict: arrays - noVerdict - counts.missing,
    noVerdict,
    faults,
    readingShare: known ? readingsReceived / readingsExpected : null,
    complete: run !== null && UNANSWERED.every((reason) => reasons[reason] === 0) && counts.missing === 0,
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
  const { limited, off, check_registration } = reasons;
  const named = NAMED_REASONS.reduce((sum, reason) => sum + reasons[reason], 0);
  const counted = { ...conditions, limited, off, check_registration, no_verdict: noVerdict - named, missing };
  return { counts: counted, reasons, arrays };
}

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
const zeros = <K extends string>(names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
const noConditions = () => zeros(CONDITIONS);
const noReasons = (): Record<NoVerdictReason, number> => zeros(NO_VERDICT_REASONS);
