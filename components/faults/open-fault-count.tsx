'use client';

import { useQuery } from '@tanstack/react-query';
import { faultSummaryQuery } from '#components/data/fault-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { WAITING_STATES } from '#domain/fault-state.ts';
import styles from './open-fault-count.module.css';

/** How many faults wait for somebody, beside the menu's word; nothing while it is unknown or none. */
export function OpenFaultCount() {
  const t = useTexts();
  const { data } = useQuery(faultSummaryQuery());
  const waiting = data === undefined ? 0 : WAITING_STATES.reduce((sum, state) => sum + data.counts[state], 0);
  if (waiting === 0) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{waiting > 9999 ? `${t.count(9999)}+` : t.count(waiting)}</span>
      <span className={styles.words}>{t('fault.waiting', { count: waiting })}</span>
    </span>
  );
}
