'use client';

import { Calendar } from '@mantine/dates';
import { useFocusTrap } from '@mantine/hooks';
import dayjs from 'dayjs';
import { formatPlural } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { ChevronLeftIcon, ChevronRightIcon } from '#components/ui/icons.tsx';
import { isLive } from '#domain/run.ts';
import type { DayEntry } from '#domain/views.ts';
import styles from './month-calendar.module.css';

interface MonthCalendarProps {
  day: string;
  days: readonly DayEntry[];
  today: string;
  onPick: (day: string) => void;
}

/**
 * A month; each day shows whether it has a result, how many faults that holds, and whether a run failed or goes on. Takes the
 * focus to the chosen day; arrows go from day to day. Its looks are ours, so Mantine's style sheet of dates stays out.
 */
export function MonthCalendar({ day, days, today, onPick }: MonthCalendarProps) {
  const trap = useFocusTrap();
  const entries = new Map(days.map((entry) => [entry.day, entry]));
  return (
    <div className={styles.calendar} ref={trap}>
      <Calendar
        unstyled
        classNames={{
          calendarHeader: styles.head,
          calendarHeaderControl: styles.turn,
          month: styles.month,
          weekday: styles.weekday,
          day: styles.day,
        }}
        defaultDate={day}
        maxDate={today}
        maxLevel="month"
        enableKeyboardNavigation={false}
        firstDayOfWeek={1}
        hideOutsideDates
        ariaLabels={{ previousMonth: 'Month before', nextMonth: 'Month after' }}
        previousIcon={<ChevronLeftIcon />}
        nextIcon={<ChevronRightIcon />}
        monthLabelFormat={(month) => <span aria-live="polite">{dayjs(month).format('MMMM YYYY')}</span>}
        getDayAriaLabel={(date) => `${formatDay(date)}: ${describe(entries.get(date)).words}`}
        getDayProps={(date) => ({
          selected: date === day,
          'aria-current': date === day ? 'date' : undefined,
          'data-autofocus': date === day || undefined,
          'data-published': entries.get(date)?.published ?? false,
          onClick: () => onPick(date),
        })}
        renderDay={(date) => <DayFace date={date} entry={entries.get(date)} />}
      />
      <p className={styles.key}>
        Number: faults in the day’s result. <b data-tone="bad">!</b> newest run failed. <b data-tone="live">…</b> run
        under way.
      </p>
    </div>
  );
}

function DayFace({ date, entry }: { date: string; entry: DayEntry | undefined }) {
  const { sign, tone } = describe(entry);
  return (
    <>
      {Number(date.slice(8))}
      <span className={styles.sign} data-tone={tone}>
        {sign}
      </span>
    </>
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
