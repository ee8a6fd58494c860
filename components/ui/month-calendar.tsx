'use client';

import { Calendar } from '@mantine/dates';
import { useFocusTrap } from '@mantine/hooks';
import dayjs from 'dayjs';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
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
  const t = useTexts();
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
        ariaLabels={{ previousMonth: t('calendar.monthBefore'), nextMonth: t('calendar.monthAfter') }}
        previousIcon={<ChevronLeftIcon />}
        nextIcon={<ChevronRightIcon />}
        monthLabelFormat={(month) => <span aria-live="polite">{t.month(dayjs(month).format('YYYY-MM'))}</span>}
        getDayAriaLabel={(date) => `${t.day(date)}: ${describe(entries.get(date), t).words}`}
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
        {t.rich('calendar.key', {
          bad: (sign) => <b data-tone="bad">{sign}</b>,
          live: (sign) => <b data-tone="live">{sign}</b>,
        })}
      </p>
    </div>
  );
}

function DayFace({ date, entry }: { date: string; entry: DayEntry | undefined }) {
  const t = useTexts();
  const { sign, tone } = describe(entry, t);
  return (
    <>
      {Number(date.slice(8))}
      <span className={styles.sign} data-tone={tone}>
        {sign}
      </span>
    </>
  );
}

function describe(entry: DayEntry | undefined, t: Texts): { sign: string; tone: string; words: string } {
  if (!entry) return { sign: '', tone: 'quiet', words: t('calendar.noRun') };
  const result = entry.published ? t('units.fault', { count: entry.faults }) : t('calendar.noResult');
  if (isLive(entry.state)) return { sign: '…', tone: 'live', words: t('calendar.underWay', { result }) };
  if (entry.state === 'failed') return { sign: '!', tone: 'bad', words: t('calendar.newestFailed', { result }) };
  if (!entry.published) return { sign: '–', tone: 'quiet', words: t('calendar.noResult') };
  return { sign: String(entry.faults), tone: entry.faults > 0 ? 'warn' : 'good', words: result };
}
