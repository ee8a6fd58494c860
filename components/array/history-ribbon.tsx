'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { historyWords } from '#components/array/history-words.ts';
import { kindOf } from '#components/charts/cell-kinds.ts';
import { historyQuery } from '#components/data/array-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import styles from './history-ribbon.module.css';

const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -1e3, End: 1e3 };

/** The array's last 90 days: condition, coverage and notes; a click or Enter goes to the day. */
export function HistoryRibbon(props: { deviceId: string; day: string; onPick: (day: string) => void }) {
  const t = useTexts();
  const { deviceId, day, onPick } = props;
  const query = useQuery(historyQuery(deviceId, day));
  const [aimed, setAimed] = useState<string | null>(null);
  const days = query.data?.days ?? [];
  const shown = days.find((entry) => entry.day === (aimed ?? day)) ?? days.at(-1);
  const onKey = (event: KeyboardEvent) => {
    // The browser's own.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (shown) onPick(shown.day);
    } else {
      const move = MOVES[event.key];
      if (move === undefined) return;
      const from = days.findIndex((entry) => entry.day === shown?.day);
      setAimed(days[Math.min(days.length - 1, Math.max(0, from + move))]?.day ?? null);
    }
    event.preventDefault();
  };
  return (
    <Panel title={t('array.last90')}>
      {query.error && !query.data && (
        <ProblemNotice what={t('array.lastDays')} error={query.error} onRetry={() => query.refetch()} />
      )}
      {query.isPending && <Skeleton height={62} radius="sm" />}
      {query.data && (
        <>
          <div
            role="listbox"
            aria-label={t('array.last90OfArray')}
            aria-activedescendant={shown && `day-${shown.day}`}
            tabIndex={0}
            className={styles.ribbon}
            onKeyDown={onKey}
            onBlur={() => setAimed(null)}
            onPointerLeave={() => setAimed(null)}
          >
            {days.map((entry) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus and names its active day
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list box takes the keys
              <div
                key={entry.day}
                id={`day-${entry.day}`}
                role="option"
                aria-selected={entry.day === day}
                aria-label={historyWords(entry, t)}
                className={styles.day}
                data-kind={kindOf(entry)}
                data-aimed={entry.day === shown?.day}
                style={{ '--kind': `var(--kind-${kindOf(entry)})`, '--coverage': entry.coverage ?? 0 }}
                onPointerEnter={() => setAimed(entry.day)}
                onClick={() => onPick(entry.day)}
              >
                <span className={styles.note}>{entry.notes.length > 0 ? '●' : ''}</span>
                <span className={styles.kind} />
                <span className={styles.coverage} />
              </div>
            ))}
          </div>
          <p className={styles.words} aria-live="polite">
            {shown && historyWords(shown, t)}
          </p>
        </>
      )}
    </Panel>
  );
}
