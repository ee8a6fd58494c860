import { type CellKind, countKinds, isFault } from '#components/charts/cell-kinds.ts';
import type { PlantDayView } from '#server/domain/views.ts';

export interface DaySummary {
  counts: Record<CellKind, number>;
  arrays: number;
  withVerdict: number;
  faults: number;
  /** Readings received of those a complete day has, 0..1; null when unknown. */
  readingShare: number | null;
  /** The result is there and every array has a verdict. */
  complete: boolean;
}

export function summarizeDay(view: PlantDayView): DaySummary {
  const counts = countKinds(view.cells);
  const arrays = view.cells.length;
  const withVerdict = arrays - counts.no_verdict - counts.missing;
  const faults = (Object.keys(counts) as CellKind[]).filter(isFault).reduce((sum, kind) => sum + counts[kind], 0);
  const { readingsReceived, readingsExpected } = view.run ?? { readingsReceived: null, readingsExpected: null };
  const known = readingsReceived !== null && readingsExpected !== null && readingsExpected > 0;
  return {
    counts,
    arrays,
    withVerdict,
    faults,
    readingShare: known ? readingsReceived / readingsExpected : null,
    complete: view.run !== null && withVerdict === arrays,
  };
}
