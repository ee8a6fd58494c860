'use client';

import { ActionIcon, Button } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { lazy, memo, type ReactNode, Suspense, useRef, useState } from 'react';
import { formatDay } from '#components/format/time.ts';
import { CalendarIcon, ChevronLeftIcon, ChevronRightIcon } from '#components/ui/icons.tsx';
import { useShortcuts } from '#components/ui/shortcuts.ts';
import type { DayEntry } from '#domain/views.ts';
import styles from './day-picker.module.css';

// A page is seen without it.
const MonthCalendar = lazy(() =>
  import('#components/ui/month-calendar.tsx').then((module) => ({ default: module.MonthCalendar })),
);

interface DayPickerProps {
  day: string;
  /** Days that have runs. */
  days: readonly DayEntry[];
  previous: string | null;
  next: string | null;
  /** The plant's today: later days can't be chosen. */
  today: string;
  onPick: (day: string) => void;
  /** Called when a day is about to be chosen, so that it can be loaded ahead. */
  onAim?: (day: string) => void;
}

/** The day with its neighbours (also by the left and right keys) and a calendar of what each day holds. */
export const DayPicker = memo(function DayPicker({ day, days, previous, next, today, onPick, onAim }: DayPickerProps) {
  const [opened, setOpened] = useState(false);
  const frame = useClickOutside<HTMLDivElement>(() => setOpened(false));
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpened(false);
    button.current?.focus();
  };
  useShortcuts([
    { key: 'ArrowLeft', words: 'Day before', run: previous === null ? null : () => onPick(previous) },
    { key: 'ArrowRight', words: 'Day after', run: next === null ? null : () => onPick(next) },
    { key: 'd', words: 'Choose a day', run: () => setOpened((open) => !open) },
  ]);
  const step = (target: string | null, label: string, icon: ReactNode) => (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={target === null ? `${label}: none` : `${label}: ${formatDay(target)}`}
      title={target === null ? `${label}: none` : `${label}: ${formatDay(target)}`}
      disabled={target === null}
      onClick={() => target !== null && onPick(target)}
      onPointerEnter={() => target !== null && onAim?.(target)}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <fieldset className={styles.picker} aria-label="Plant day">
      {step(previous, 'Previous day with runs', <ChevronLeftIcon />)}
      <div className={styles.anchor} ref={frame}>
        <Button
          ref={button}
          variant="default"
          className={styles.day ?? ''}
          leftSection={<CalendarIcon size={16} />}
          onClick={() => setOpened((open) => !open)}
          aria-haspopup="dialog"
          aria-expanded={opened}
        >
          {formatDay(day)}
        </Button>
        {opened && (
          <div
            role="dialog"
            aria-label="Choose a plant day"
            className={styles.dropdown}
            onKeyDown={(event) => event.key === 'Escape' && close()}
          >
            <Suspense>
              <MonthCalendar
                day={day}
                days={days}
                today={today}
                onPick={(picked) => {
                  close();
                  onPick(picked);
                }}
              />
            </Suspense>
          </div>
        )}
      </div>
      {step(next, 'Next day with runs', <ChevronRightIcon />)}
    </fieldset>
  );
});
