'use client';

import Link from 'next/link';
import type { CSSProperties } from 'react';
import { FaultStateBadge } from '#components/faults/fault-state-badge.tsx';
import { lossWords, moneyWords } from '#components/faults/fault-words.ts';
import { formatPlural, formatShare, WITHIN_UNCERTAINTY_WORDS } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { CheckIcon } from '#components/ui/icons.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { FAULT_LABELS } from '#domain/fault-kinds.ts';
import type { FaultView } from '#domain/faults.ts';
import type { Tariff } from '#domain/tariff.ts';
import styles from './fault-table.module.css';

interface FaultRowProps {
  fault: FaultView;
  index: number;
  tariff: Tariff | null;
  active: boolean;
  selected: boolean;
  selectable: boolean;
  style?: CSSProperties;
  onFocus: () => void;
  onSelect: () => void;
}

/** One fault: a row of the table, a card on a phone. */
export function FaultRow({
  fault,
  index,
  tariff,
  active,
  selected,
  selectable,
  style,
  onFocus,
  onSelect,
}: FaultRowProps) {
  const { deviceId, condition, confidence, since, lastSeen, daysSeen, lossKwh, lossPerDayKwh, assignee, note } = fault;
  const money = moneyWords(lossKwh, tariff);
  return (
    <tr className={styles.row} data-index={index} data-active={active} data-selected={selected} style={style}>
      <td className={styles.pick}>
        {selectable && (
          // biome-ignore lint/a11y/useSemanticElements: an input would take the page's keys while it has the focus
          <button
            type="button"
            role="checkbox"
            aria-checked={selected}
            aria-label={`Select ${deviceId}, ${FAULT_LABELS[condition]}`}
            className={styles.check}
            onClick={onSelect}
          >
            {selected && <CheckIcon size={13} />}
          </button>
        )}
      </td>
      <td className={styles.fault}>
        <Link className={styles.link} href={`/faults/${fault.id}`} prefetch={false} onFocus={onFocus}>
          <KindSwatch kind={condition} />
          <span>
            <span className={styles.condition}>{FAULT_LABELS[condition]}</span>
            <span className={styles.place}>
              {deviceId} · row {fault.row}, col {fault.column}
            </span>
            {fault.withinUncertainty && <span className={styles.doubt}>loss {WITHIN_UNCERTAINTY_WORDS}</span>}
          </span>
        </Link>
      </td>
      <td className={styles.state}>
        <FaultStateBadge fault={fault} />
      </td>
      <td className={styles.figure} data-label="in all">
        {lossWords(lossKwh)}
        {money !== null && <span className={styles.small}>{money}</span>}
      </td>
      <td className={styles.figure} data-label="a day">
        {lossWords(lossPerDayKwh)}
      </td>
      <td className={styles.figure} data-label="sure">
        {confidence === null ? '–' : formatShare(confidence)}
      </td>
      <td className={styles.since}>
        {since === null ? '–' : formatDay(since)}
        <span className={styles.small}>{formatPlural(daysSeen, 'day')} seen</span>
      </td>
      <td className={styles.seen}>{lastSeen === null ? '–' : formatDay(lastSeen)}</td>
      <td className={styles.who}>{assignee ?? <span className={styles.nobody}>nobody</span>}</td>
      <td className={styles.note} title={note ?? undefined}>
        {note}
      </td>
    </tr>
  );
}
