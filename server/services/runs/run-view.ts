import { STAGES } from '#domain/run.ts';
import type { RunEventView, RunView } from '#domain/views.ts';
import { ERROR_CODES, type ErrorCode } from '#server/errors.ts';
import { dayOfDate } from '#server/stores/database.ts';
import type { RunEventRow } from '#server/stores/run-events.ts';
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
    fromStage: run.fromStage === 'predict' ? 'predict' : 'ingest',
    modelVersion: run.modelVersion,
    arrays: run.arrayCount,
    readingsReceived: number(run.readingsReceived),
    readingsExpected: number(run.readingsExpected),
    error: run.error,
    errorCode: errorCodeOf(run.errorCode),
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

/** A line of a run's log as the API shows it. */
export function runEventViewOf({ id, at, level, stage, message }: RunEventRow): RunEventView {
  return { id: id.toString(), at: at.toISOString(), level, stage, message };
}

/** A code that an earlier version wrote and this one does not know counts as none. */
function errorCodeOf(code: string | null): ErrorCode | null {
  return ERROR_CODES.find((known) => known === code) ?? null;
}
