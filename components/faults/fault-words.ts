import type { Texts } from '#components/texts/texts.ts';
import type { FaultState } from '#domain/fault-state.ts';
import { type FaultEvent, type FaultView, RESOLVE_CAUSES } from '#domain/faults.ts';
import type { Tariff } from '#domain/tariff.ts';

type Tone = 'good' | 'bad' | 'warn' | 'live' | 'quiet';

export const STATE_TONES: Record<FaultState, Tone> = {
  open: 'warn',
  regressed: 'bad',
  acknowledged: 'live',
  snoozed: 'quiet',
  resolved: 'good',
  withdrawn: 'quiet',
};

const CAUSES = [...RESOLVE_CAUSES, 'no_longer_seen'] as const;

/** "Snoozed until Tue 1 Dec 2026", "Assigned to ...". */
export function eventWords({ kind, detail }: FaultEvent, t: Texts): string {
  if (kind === 'assigned') return detail === null ? t('fault.unassigned') : t('fault.assignedTo', { name: detail });
  if (kind === 'snoozed') {
    return detail === null ? t('fault.snoozedUntilWorse') : t('fault.snoozedUntil', { day: t.day(detail) });
  }
  if (kind !== 'resolved' || detail === null) return t(`fault.event.${kind}`);
  const cause = CAUSES.find((known) => known === detail);
  return t('fault.resolvedAs', { cause: cause ? t(`fault.causeInText.${cause}`) : detail });
}

/** What stands below a state: until when, or why. */
export function stateNote({ state, snoozedUntil, cause }: FaultView, t: Texts): string | null {
  if (state === 'snoozed')
    return snoozedUntil === null ? t('fault.untilWorse') : t('fault.until', { day: t.day(snoozedUntil) });
  return cause === null ? null : t(`fault.causeInText.${cause}`);
}

/** A loss in kWh: "12.3 kWh"; a dash when it is unknown, never a zero. */
export function lossWords(kwh: number | null, t: Texts): string {
  if (kwh === null) return '–';
  const digits = Math.abs(kwh) >= 100 ? 0 : Math.abs(kwh) >= 10 ? 1 : 2;
  return `${t.fixed(kwh, digits)} kWh`;
}

/** The same in money, or null when the loss or its price is unknown. */
export function moneyWords(kwh: number | null, tariff: Tariff | null, t: Texts): string | null {
  if (kwh === null || tariff === null) return null;
  return t.money(kwh * tariff.perKwh, tariff.currency);
}
