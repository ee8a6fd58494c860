'use client';

import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { evidenceWords } from '#components/array/evidence-words.ts';
import { explanationQuery } from '#components/data/array-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './evidence-bar.module.css';

/** Switches the scalograms to what speaks for the verdict, and says it in words. */
export function EvidenceBar(props: { deviceId: string; day: string; on: boolean; onSwitch: (on: boolean) => void }) {
  const t = useTexts();
  const { deviceId, day, on, onSwitch } = props;
  const query = useQuery({ ...explanationQuery(deviceId, day), enabled: on });
  return (
    <div className={styles.bar}>
      <Switch
        size="sm"
        label={t('array.showWhy')}
        checked={on}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <p className={styles.words} aria-live="polite">
        {on && query.isPending && t('array.comparing')}
        {on && query.error?.message}
        {on && query.data && (
          <>
            <b>{evidenceWords(query.data, t)}</b> {t('array.lit', { count: query.data.deviceIds.length })}
          </>
        )}
      </p>
    </div>
  );
}
