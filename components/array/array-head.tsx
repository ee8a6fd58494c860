'use client';

import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { parseShow } from '#components/charts/cell-kinds.ts';
import { arrayDayQuery, daysQuery, plantDayQuery } from '#components/data/queries.ts';
import { placeWords, spokenCell } from '#components/plant/cell-words.ts';
import { neighbourCells } from '#components/plant/list-cells.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { DayPicker } from '#components/ui/day-picker.tsx';
import { ChevronLeftIcon, ChevronRightIcon } from '#components/ui/icons.tsx';
import { Link } from '#components/ui/link.tsx';
import { useShortcuts } from '#components/ui/shortcuts.ts';
import { useGoTo } from '#components/ui/use-plant.ts';
import { hrefOf, useUrlState } from '#components/ui/use-url-state.ts';
import { arrayPath } from '#domain/device-id.ts';
import { plantDayOf } from '#domain/plant-day.ts';
import type { ArrayDayView, GridCell } from '#domain/views.ts';
import styles from './array-page.module.css';

interface ArrayHeadProps {
  view: ArrayDayView;
  day: string;
  /** The plant map's filter: the arrays before and after are those it shows. */
  show: string | null;
}

export function ArrayHead({ view, day, show }: ArrayHeadProps) {
  const t = useTexts();
  const { write } = useUrlState();
  const goTo = useGoTo();
  const client = useQueryClient();
  const { plant, deviceId } = view;
  const days = useQuery(daysQuery());
  const plantDay = useQuery(plantDayQuery(view.day));
  const { previous, next } = neighbourCells(plantDay.data?.cells ?? [], view, parseShow(show));
  const hrefOfCell = (cell: GridCell) => hrefOf(arrayPath(cell.deviceId), { day, show });
  const nextLabel = t(show === null ? 'array.nextArray' : 'array.nextFiltered');
  const previousLabel = t(show === null ? 'array.previousArray' : 'array.previousFiltered');
  useShortcuts([
    { key: 'j', words: nextLabel, run: next && (() => goTo(hrefOfCell(next))) },
    { key: 'k', words: previousLabel, run: previous && (() => goTo(hrefOfCell(previous))) },
  ]);
  return (
    <div className={styles.head}>
      <div>
        <div className={styles.crumb}>
          <Link href={hrefOf('/', { day, show })}>{plant.name}</Link> · {placeWords(view, t)}
        </div>
        <h1 className={styles.title}>{deviceId}</h1>
      </div>
      <DayPicker
        day={day}
        days={days.data?.days ?? []}
        previous={view.previousDay}
        next={view.nextDay}
        today={plantDayOf(Date.now(), plant.utcOffsetMinutes)}
        onPick={(picked) => write({ day: picked }, 'push')}
        onAim={(aimed) => void client.prefetchQuery(arrayDayQuery(deviceId, aimed))}
      />
      <div className={styles.arrays}>
        <StepButton cell={previous} label={previousLabel} keyName="k" href={hrefOfCell} icon={<ChevronLeftIcon />} />
        <StepButton cell={next} label={nextLabel} keyName="j" href={hrefOfCell} icon={<ChevronRightIcon />} after />
      </div>
    </div>
  );
}

interface StepButtonProps {
  cell: GridCell | null;
  label: string;
  keyName: string;
  href: (cell: GridCell) => string;
  icon: React.ReactNode;
  after?: boolean;
}

function StepButton({ cell, label, keyName, href, icon, after = false }: StepButtonProps) {
  const t = useTexts();
  const side = after ? { rightSection: icon } : { leftSection: icon };
  const text = after ? t('array.nextArray') : t('array.previousArray');
  if (cell === null) {
    return (
      <Button variant="default" disabled {...side}>
        {text}
      </Button>
    );
  }
  return (
    <Button
      component={Link}
      variant="default"
      href={href(cell)}
      prefetch={false}
      title={`${label} (${keyName}): ${spokenCell(cell, t)}`}
      aria-keyshortcuts={keyName}
      {...side}
    >
      {text}
    </Button>
  );
}
