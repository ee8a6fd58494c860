'use client';

import { ActionIcon, Button } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { lazy, memo, type ReactNode, Suspense, useRef, useState } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
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
  const t = useTexts();
  const [opened, setOpened] = useState(false);
  const frame = useClickOutside<HTMLDivElement>(() => setOpened(false));
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpened(false);
    button.current?.focus();
  };
  useShortcuts([
    { key: 'ArrowLeft', words: t('dayPicker.before'), run: previous === null ? null : () => onPick(previous) },
    { key: 'ArrowRight', words: t('dayPicker.after'), run: next === null ? null : () => onPick(next) },
    { key: 'd', words: t('dayPicker.choose'), run: () => setOpened((open) => !open) },
  ]);
  const stepWords = (target: string | null, label: string) =>
    target === null ? t('dayPicker.none', { label }) : t('dayPicker.step', { label, day: t.day(target) });
  const step = (target: string | null, label: string, icon: ReactNode) => (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={stepWords(target, label)}
      title={stepWords(target, label)}
      disabled={target === null}
      onClick={() => target !== null && onPick(target)}
      onPointerEnter={() => target !== null && onAim?.(target)}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <fieldset className={styles.picker} aria-label={t('dayPicker.plantDay')}>
      {step(previous, t('dayPicker.previous'), <ChevronLeftIcon />)}
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
          {t.day(day)}
        </Button>
        {opened && (
          <div
            role="dialog"
            aria-label={t('dayPicker.choosePlantDay')}
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
      {step(next, t('dayPicker.next'), <ChevronRightIcon />)}
    </fieldset>
  );
});
