import type { ResultView } from '#server/domain/results.ts';
import type { VerdictRow } from '#server/stores/verdicts.ts';

/** A verdict of a day's published result as the API shows it. */
export function resultViewOf(row: VerdictRow, day: string): ResultView {
  return {
    deviceId: row.deviceId,
    day,
    runId: row.runId,
    condition: row.condition,
    reason: row.reason,
    detail: row.detail,
    confidence: row.confidence,
    probabilities: row.probabilities.length > 0 ? row.probabilities : null,
    coverage: row.coverage,
    expectedKwh: row.expectedKwh,
    measuredKwh: row.measuredKwh,
    lossKwh: row.lossKwh,
  };
}
