'use client';

import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import { formatPlural } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { ChevronLeftIcon, ChevronRightIcon } from '#components/ui/icons.tsx';
import { formatMonth, monthOf, shiftMonth, weeksOf } from '#components/ui/month-grid.ts';
import { isLive } from '#server/domain/run.ts';
import type { DayEntry } from '#server/domain/views.ts';
import styles from './month-calendar.module.css';

interface MonthCalendarProps {
  day: string;
  days: readonly DayEntry[];
  today: string;
  onPick: (day: string) => void;
}

/** A month; each day shows whether it has a result, how many faults that holds, and whether a run failed or goes on. */
export function MonthCalendar({ day, days, today, onPick }: MonthCalendarProps) {
  const [month, setMonth] = useState(monthOf(day));
  const entries = new Map(days.map((entry) => [entry.day, entry]));
  return (
    <div className={styles.calendar}>
      <div className={styles.head}>
        <ActionIcon variant="subtle" aria-label="Month before" onClick={() => setMonth(shiftMonth(month, -1))}>
          <ChevronLeftIcon />
        </ActionIcon>
        <span aria-live="polite">{formatMonth(month)}</span>
        <ActionIcon
          variant="subtle"
          aria-label="Month after"
          disabled={month >= monthOf(today)}
          onClick={() => setMonth(shiftMonth(month, 1))}
        >
          <ChevronRightIcon />
        </ActionIcon>
      </div>
      <div className={styles.grid} aria-hidden="true">
        {['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'].map((name) => (
          <span key={name} className={styles.weekday}>
            {name}
          </span>
        ))}
      </div>
      <div className={styles.grid}>
        {weeksOf(month)
          .flat()
          .map((date, index) =>
            date === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: empty places have no other name
              <span key={`empty-${index}`} />
            ) : (
              <DayButton
                key={date}
                date={date}
                entry={entries.get(date)}
                chosen={date === day}
                today={today}
                onPick={onPick}
              />
            ),
          )}
      </div>
      <p className={styles.key}>
        Number: faults in the day’s result. <b data-tone="bad">!</b> newest run failed. <b data-tone="live">…</b> run
        under way.
      </p>
    </div>
  );
}

interface DayButtonProps {
  date: string;
  entry: DayEntry | undefined;
  chosen: boolean;
  today: string;
  onPick: (day: string) => void;
}

function DayButton({ date, entry, chosen, today, onPick }: DayButtonProps) {
  const { sign, tone, words } = describe(entry);
  return (
    <button
      type="button"
      className={styles.day}
      data-published={entry?.published ?? false}
      data-autofocus={chosen || undefined}
      aria-current={chosen ? 'date' : undefined}
      aria-label={`${formatDay(date)}: ${words}`}
      disabled={date > today}
      onClick={() => onPick(date)}
    >
      {Number(date.slice(8))}
      <span className={styles.sign} data-tone={tone}>
        {sign}
      </span>
    </button>
  );
}

function describe(entry: DayEntry | undefined): { sign: string; tone: string; words: string } {
  if (!entry) return { sign: '', tone: 'quiet', words: 'no run' };
  const result = entry.published ? formatPlural(entry.faults, 'fault') : 'no result';
  if (isLive(entry.state)) return { sign: '…', tone: 'live', words: `${result}, run under way` };
  if (entry.state === 'failed') return { sign: '!', tone: 'bad', words: `${result}, newest run failed` };
  if (!entry.published) return { sign: '–', tone: 'quiet', words: 'no result' };
  return { sign: String(entry.faults), tone: entry.faults > 0 ? 'warn' : 'good', words: result };
}
