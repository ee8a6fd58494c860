'use client';

import { useQuery } from '@tanstack/react-query';
import { faultSummaryQuery } from '#components/data/fault-queries.ts';
import { formatCount } from '#components/format/numbers.ts';
import { WAITING_STATES } from '#domain/fault-state.ts';
import styles from './open-fault-count.module.css';

/** How many faults wait for somebody, beside the menu's word; nothing while it is unknown or none. */
export function OpenFaultCount() {
  const { data } = useQuery(faultSummaryQuery());
  const waiting = data === undefined ? 0 : WAITING_STATES.reduce((sum, state) => sum + data.counts[state], 0);
  if (waiting === 0) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{waiting > 9999 ? '9,999+' : formatCount(waiting)}</span>
      <span className={styles.words}>, {formatCount(waiting)} waiting</span>
    </span>
  );
}
