'use client';

import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { evidenceWords } from '#components/array/evidence-words.ts';
import { explanationQuery } from '#components/data/array-queries.ts';
import styles from './evidence-bar.module.css';

/** Switches the scalograms to what speaks for the verdict, and says it in words. */
export function EvidenceBar(props: { deviceId: string; day: string; on: boolean; onSwitch: (on: boolean) => void }) {
  const { deviceId, day, on, onSwitch } = props;
  const query = useQuery({ ...explanationQuery(deviceId, day), enabled: on });
  return (
    <div className={styles.bar}>
      <Switch size="sm" label="Show why" checked={on} onChange={(event) => onSwitch(event.currentTarget.checked)} />
      <p className={styles.words} aria-live="polite">
        {on && query.isPending && 'Comparing each part of the scalograms with the arrays around it…'}
        {on && query.error?.message}
        {on && query.data && (
          <>
            <b>{evidenceWords(query.data)}</b> Lit: parts that speak for it; if they looked as at the{' '}
            {query.data.deviceIds.length} arrays around it, the network would believe it less.
          </>
        )}
      </p>
    </div>
  );
}
