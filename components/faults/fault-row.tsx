'use client';

import type { CSSProperties } from 'react';
import { FaultStateBadge } from '#components/faults/fault-state-badge.tsx';
import { lossWords, moneyWords } from '#components/faults/fault-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CheckIcon } from '#components/ui/icons.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { Link } from '#components/ui/link.tsx';
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
  const t = useTexts();
  const { deviceId, condition, confidence, since, lastSeen, daysSeen, lossKwh, lossPerDayKwh, assignee, note } = fault;
  const money = moneyWords(lossKwh, tariff, t);
  return (
    <tr className={styles.row} data-index={index} data-active={active} data-selected={selected} style={style}>
      <td className={styles.pick}>
        {selectable && (
          // biome-ignore lint/a11y/useSemanticElements: an input would take the page's keys while it has the focus
          <button
            type="button"
            role="checkbox"
            aria-checked={selected}
            aria-label={t('fault.select', { deviceId, condition: t(`kinds.${condition}`) })}
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
            <span className={styles.condition}>{t(`kinds.${condition}`)}</span>
            <span className={styles.place}>
              {t('plant.idAndPlace', { deviceId, row: fault.row, column: fault.column })}
            </span>
            {fault.withinUncertainty && <span className={styles.doubt}>{t('common.lossWithinUncertainty')}</span>}
          </span>
        </Link>
      </td>
      <td className={styles.state}>
        <FaultStateBadge fault={fault} />
      </td>
      <td className={styles.figure} data-label={t('fault.card.loss')}>
        {lossWords(lossKwh, t)}
        {money !== null && <span className={styles.small}>{money}</span>}
      </td>
      <td className={styles.figure} data-label={t('fault.card.lossPerDay')}>
        {lossWords(lossPerDayKwh, t)}
      </td>
      <td className={styles.figure} data-label={t('fault.card.confidence')}>
        {confidence === null ? '–' : t.share(confidence)}
      </td>
      <td className={styles.since}>
        {since === null ? '–' : t.day(since)}
        <span className={styles.small}>{t('fault.daysSeen', { count: daysSeen })}</span>
      </td>
      <td className={styles.seen}>{lastSeen === null ? '–' : t.day(lastSeen)}</td>
      <td className={styles.who}>{assignee ?? <span className={styles.nobody}>{t('fault.nobody')}</span>}</td>
      <td className={styles.note} title={note ?? undefined}>
        {note}
      </td>
    </tr>
  );
}
