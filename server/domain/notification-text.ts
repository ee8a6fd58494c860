import { formatDuration } from '#domain/duration.ts';
import { FAULT_KINDS, FAULT_LABELS } from '#domain/fault-kinds.ts';
import type {
  AlarmsChanged,
  DayDidNotRun,
  DaysCaughtUp,
  NotificationEvent,
  RunFailed,
  RunSucceeded,
} from '#domain/notification.ts';
import { formatUtcOffset } from '#domain/plant-day.ts';

/** A notification in words: one line, and the whole. */
export interface NotificationText {
  subject: string;
  text: string;
}

/** New faults that are named; of more there is only their number. */
const NAMED_FAULTS = 10;
const NAMED_ALARMS = 20;

/** What a notification says. */
export function notificationText(event: NotificationEvent): NotificationText {
  const { headline, lines } = wordsOf(event);
  const subject = oneLine(`${event.plant.name}: ${headline}`);
  const link = event.link === null ? [] : [event.link];
  return { subject, text: [subject, ...lines, ...link].join('\n') };
}

function wordsOf(event: NotificationEvent): { headline: string; lines: string[] } {
  switch (event.kind) {
    case 'succeeded':
      return succeededWords(event);
    case 'failed':
      return failedWords(event);
    case 'did_not_run':
      return missingWords(event);
    case 'caught_up':
      return caughtUpWords(event);
    case 'alarms':
      return alarmWords(event);
  }
}

function succeededWords({ day, durationMs, verdicts, newFaults }: RunSucceeded) {
  const faulty = FAULT_KINDS.reduce((sum, kind) => sum + verdicts[kind], 0);
  const kinds = FAULT_KINDS.filter((kind) => verdicts[kind] > 0).map(
    (kind) => `${FAULT_LABELS[kind].toLowerCase()} ${verdicts[kind]}`,
  );
  const named = kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
  const fresh = newFaults && newFaults.length > 0 ? `, ${newFaults.length} new` : '';
  return {
    headline: `${day} is published: ${plural(faulty, 'faulty array')}${fresh}`,
    lines: [
      `Verdicts: ${verdicts.normal} normal, ${faulty} faulty${named}, ${verdicts.no_verdict} without a verdict.`,
      newFaultWords(newFaults),
      `The run took ${formatDuration(durationMs)}.`,
    ],
  };
}

function newFaultWords(newFaults: RunSucceeded['newFaults']): string {
  if (newFaults === null) return 'The day before has no result to compare with.';
  if (newFaults.length === 0) return 'No new faults against the day before.';
  const named = newFaults
    .slice(0, NAMED_FAULTS)
    .map(({ deviceId, condition }) => `${deviceId} ${FAULT_LABELS[condition].toLowerCase()}`);
  const more = newFaults.length - named.length;
  return `New against the day before: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

function failedWords({ day, stage, cause, durationMs }: RunFailed) {
  const where = stage === null ? 'before its first stage' : `in ${stage}`;
  const after = durationMs === null ? '' : ` after ${formatDuration(durationMs)}`;
  return {
    headline: `the run of ${day} failed ${where}`,
    lines: [`Cause: ${oneLine(cause)}`, `It failed ${where}${after}. The day shows what it showed before.`],
  };
}

function missingWords({ day, deadlineMs, newestRun, plant }: DayDidNotRun) {
  const local = new Date(deadlineMs + plant.utcOffsetMinutes * 60_000).toISOString();
  const deadline = `${local.slice(0, 10)} ${local.slice(11, 16)} ${formatUtcOffset(plant.utcOffsetMinutes)}`;
  const state = newestRun === null ? 'No run of it was requested.' : `Its newest run is ${newestRun}.`;
  return { headline: `${day} did not run`, lines: [`There is no result by ${deadline}. ${state}`] };
}

function caughtUpWords({ days, leftOut }: DaysCaughtUp) {
  const failed = days.filter(({ succeeded }) => !succeeded).map(({ day }) => day);
  const done = days.filter(({ succeeded }) => succeeded).map(({ day }) => day);
  const lines = [
    done.length > 0 ? `Published: ${done.join(', ')}.` : '',
    failed.length > 0 ? `Failed: ${failed.join(', ')}.` : '',
    leftOut.length > 0 ? `Not run, as too long ago: ${leftOut.join(', ')}.` : '',
  ];
  return {
    headline: `caught up with ${plural(days.length, 'missed day')}${failed.length > 0 ? `, ${failed.length} failed` : ''}`,
    lines: lines.filter((line) => line !== ''),
  };
}

function alarmWords({ raised, withdrawn, plant }: AlarmsChanged) {
  const clock = (instant: string) =>
    new Date(Date.parse(instant) + plant.utcOffsetMinutes * 60_000).toISOString().slice(11, 16);
  const lines = raised.slice(0, NAMED_ALARMS).map(({ deviceId, condition, raisedAt, onsetAt, lossKwh }) => {
    const since = onsetAt === null ? `seen at ${clock(raisedAt)}` : `since about ${clock(onsetAt)}`;
    const loss = lossKwh === null ? '' : `, ${lossKwh.toFixed(1)} kWh so far`;
    return `${deviceId}: ${FAULT_LABELS[condition].toLowerCase()}, ${since}${loss}`;
  });
  if (raised.length > NAMED_ALARMS) lines.push(`And ${raised.length - NAMED_ALARMS} more.`);
  const over = withdrawn.map(({ deviceId, condition }) => `${deviceId}, ${FAULT_LABELS[condition].toLowerCase()}`);
  if (over.length > 0)
    lines.push(`Withdrawn, later readings do not show it: ${over.slice(0, NAMED_ALARMS).join('; ')}.`);
  lines.push(`Times are ${formatUtcOffset(plant.utcOffsetMinutes)}. Provisional: the nightly run is the record.`);
  const parts = [
    raised.length > 0 ? plural(raised.length, 'new alarm') : '',
    withdrawn.length > 0 ? `${plural(withdrawn.length, 'alarm')} withdrawn` : '',
  ];
  return { headline: parts.filter((part) => part !== '').join(', '), lines };
}

function plural(count: number, singular: string): string {
  return `${count} ${singular}${count === 1 ? '' : 's'}`;
}

/** A plant's name or an error's message must not begin a line, let alone a mail header, of its own. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  return text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
