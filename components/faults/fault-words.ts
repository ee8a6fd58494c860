import { formatDay } from '#components/format/time.ts';
import type { FaultState } from '#domain/fault-state.ts';
import type { FaultEvent, FaultEventKind, FaultVerb, FaultView, ResolveCause } from '#domain/faults.ts';
import type { Tariff } from '#domain/tariff.ts';

type Tone = 'good' | 'bad' | 'warn' | 'live' | 'quiet';

export const STATE_WORDS: Record<FaultState, { label: string; tone: Tone }> = {
  open: { label: 'Open', tone: 'warn' },
  regressed: { label: 'Regressed', tone: 'bad' },
  acknowledged: { label: 'Acknowledged', tone: 'live' },
  snoozed: { label: 'Snoozed', tone: 'quiet' },
  resolved: { label: 'Resolved', tone: 'good' },
  withdrawn: { label: 'Withdrawn', tone: 'quiet' },
};

export const CAUSE_LABELS: Record<ResolveCause | 'no_longer_seen', string> = {
  repaired: 'Repaired',
  replaced: 'Part replaced',
  cleaned: 'Cleaned or cut back',
  shading_known: 'Known shading, accepted',
  false_alarm: 'False alarm',
  other: 'Other',
  no_longer_seen: 'No longer seen',
};

export const VERB_PAST: Record<FaultVerb, string> = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  snooze: 'snoozed',
  resolve: 'resolved',
  reopen: 'reopened',
};

const KIND_WORDS: Record<FaultEventKind, string> = {
  opened: 'Opened',
  regressed: 'Came back: regressed',
  ended: 'No longer seen: resolved',
  withdrawn: 'Withdrawn: no result shows it any more',
  woken: 'Got worse: open again',
  revised: 'Revised by a re-run',
  acknowledged: 'Acknowledged',
  assigned: 'Assigned',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
  reopened: 'Reopened',
  noted: 'Note',
};

/** "Snoozed until Tue 1 Dec 2026", "Assigned to ...". */
export function eventWords({ kind, detail }: FaultEvent): string {
  const word = KIND_WORDS[kind];
  if (kind === 'assigned') return detail === null ? 'Taken back: nobody has it' : `Assigned to ${detail}`;
  if (kind === 'snoozed') return detail === null ? 'Snoozed until worse' : `Snoozed until ${formatDay(detail)}`;
  if (kind !== 'resolved' || detail === null) return word;
  return `Resolved: ${(CAUSE_LABELS as Record<string, string>)[detail]?.toLowerCase() ?? detail}`;
}

/** What stands below a state: until when, or why. */
export function stateNote({ state, snoozedUntil, cause }: FaultView): string | null {
  if (state === 'snoozed') return snoozedUntil === null ? 'until worse' : `until ${formatDay(snoozedUntil)}`;
  return cause === null ? null : CAUSE_LABELS[cause].toLowerCase();
}

/** A loss in kWh: "12.3 kWh"; a dash when it is unknown, never a zero. */
export function lossWords(kwh: number | null): string {
  if (kwh === null) return '–';
  const digits = Math.abs(kwh) >= 100 ? 0 : Math.abs(kwh) >= 10 ? 1 : 2;
  return `${kwh.toFixed(digits)} kWh`;
}

/** The same in money, or null when the loss or its price is unknown. */
export function moneyWords(kwh: number | null, tariff: Tariff | null): string | null {
  if (kwh === null || tariff === null) return null;
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: tariff.currency }).format(kwh * tariff.perKwh);
}
