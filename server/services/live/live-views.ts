import {
  ALARM_STATES,
  type AlarmView,
  LIVE_CHANGE_KINDS,
  type LiveChangeView,
  type LiveWindowEntry,
  type LiveWindowView,
  type ProvisionalVerdict,
} from '#domain/live.ts';
import { HeliographError } from '#server/errors.ts';
import type { AlarmRow } from '#server/stores/alarms.ts';
import { dayOfDate } from '#server/stores/database.ts';
import type { LiveArrayRow } from '#server/stores/live-arrays.ts';
import type { LiveChangeRow } from '#server/stores/live-changes.ts';
import type { LiveWindowRow } from '#server/stores/live-windows.ts';

// Rows of the day that is not over as the API shows them.

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

type EntryRow = Pick<LiveWindowRow, 'endAt' | 'day' | 'windowMinutes' | 'publishedAt' | 'arrays' | 'faults'>;

export function windowEntryOf({ endAt, day, windowMinutes, publishedAt, arrays, faults }: EntryRow): LiveWindowEntry {
  return {
    endAt: endAt.toISOString(),
    day: dayOfDate(day),
    windowMinutes,
    publishedAt: publishedAt.toISOString(),
    arrays,
    faults,
  };
}

export function windowViewOf(row: LiveWindowRow): LiveWindowView {
  const { modelVersion, layout, codes, confidence, coverage, loss } = row;
  const columns = {
    codes: base64(codes),
    confidence: base64(confidence),
    coverage: base64(coverage),
    loss: base64(loss),
  };
  return { ...windowEntryOf(row), modelVersion, layout, ...columns };
}

export function provisionalVerdictOf(row: LiveArrayRow): ProvisionalVerdict {
  const { deviceId, condition, reason, detail, confidence, probabilities, coverage, windows } = row;
  return {
    deviceId,
    day: dayOfDate(row.day),
    endAt: row.endAt.toISOString(),
    condition,
    reason,
    detail,
    confidence,
    probabilities: probabilities.length > 0 ? probabilities : null,
    coverage,
    lossKwh: row.lossKwh,
    lossUncertaintyKwh: row.lossUncertaintyKwh,
    windows,
    sinceAt: row.sinceAt.toISOString(),
    onset: onsetOf(row),
  };
}

export function alarmViewOf(row: AlarmRow): AlarmView {
  const { id, deviceId, condition, windows, confidence, lossKwh, detail, faultId } = row;
  return {
    id,
    deviceId,
    day: dayOfDate(row.day),
    condition,
    state: known(ALARM_STATES, row.state),
    raisedAt: row.raisedAt.toISOString(),
    lastAgreedAt: row.lastAgreedAt.toISOString(),
    windows,
    confidence,
    lossKwh,
    onset: onsetOf(row),
    endedAt: row.endedAt?.toISOString() ?? null,
    detail,
    faultId,
  };
}

export function changeViewOf({ id, at, kind, deviceId, before, after, alarmId }: LiveChangeRow): LiveChangeView {
  const what = known(LIVE_CHANGE_KINDS, kind);
  return { id: id.toString(), at: at.toISOString(), kind: what, deviceId, before, after, alarmId };
}

function onsetOf({ onsetAt, onsetMinutes }: Pick<LiveArrayRow, 'onsetAt' | 'onsetMinutes'>) {
  return onsetAt && { at: onsetAt.toISOString(), uncertaintyMinutes: onsetMinutes ?? 0 };
}

function known<Name extends string>(names: readonly Name[], name: string): Name {
  const found = names.find((one) => one === name);
  if (found === undefined) throw new HeliographError('internal', `a row says "${name}", which no release knows`);
  return found;
}
