import { STAGES } from '#server/domain/run.ts';
import type { RunView } from '#server/domain/views.ts';
import { dayOfDate } from '#server/stores/database.ts';
import type { RunRow } from '#server/stores/runs.ts';

const instant = (date: Date | null) => date?.toISOString() ?? null;
const number = (value: bigint | null) => (value === null ? null : Number(value));

/** A run as the API shows it, stages in the order they are run. */
export function runViewOf(run: RunRow): RunView {
  return {
    id: run.id,
    day: dayOfDate(run.day),
    trigger: run.trigger,
    requestedBy: run.requestedBy,
    note: run.note,
    state: run.state,
    current: run.currentOf !== null,
    modelVersion: run.modelVersion,
    arrays: run.arrayCount,
    readingsReceived: number(run.readingsReceived),
    readingsExpected: number(run.readingsExpected),
    error: run.error,
    requestedAt: run.requestedAt.toISOString(),
    startedAt: instant(run.startedAt),
    endedAt: instant(run.endedAt),
    stages: [...run.stages]
      .sort((a, b) => STAGES.indexOf(a.name) - STAGES.indexOf(b.name))
      .map(({ name, state, done, total, startedAt, endedAt, error }) => ({
        name,
        state,
        done,
        total,
        startedAt: instant(startedAt),
        endedAt: instant(endedAt),
        error,
      })),
  };
}
