import { Button } from '@mantine/core';
import type { ChartWindow } from '#components/array/chart-window.ts';
import { windowText } from '#components/charts/time-window.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import { usePlantId } from '#components/ui/use-plant.ts';
import { addressOf } from '#domain/api/address.ts';
import { downloadReadings } from '#domain/api/array-days.ts';
import styles from './zoom-bar.module.css';

interface ZoomBarProps {
  deviceId: string;
  day: string;
  chartWindow: ChartWindow;
}

/** What part of the day the charts show, the way back to all of it, and the numbers behind them. */
export function ZoomBar({ deviceId, day, chartWindow: { window, reset } }: ZoomBarProps) {
  const t = useTexts();
  const plantId = usePlantId();
  const clock = (ms: number) => t.clock(ms).slice(0, 5);
  return (
    <div className={styles.bar}>
      {windowText(window) !== null && (
        <>
          <span>{t('array.fromTo', { from: clock(window.fromMs), to: clock(window.toMs) })}</span>
          <Button size="compact-sm" variant="default" onClick={reset}>
            {t('array.wholeDay')}
          </Button>
        </>
      )}
      <Button
        component="a"
        href={addressOf(downloadReadings, { params: { deviceId, day } }, plantId)}
        download
        size="compact-sm"
        variant="default"
        ml="auto"
        leftSection={<DownloadIcon size={15} />}
      >
        {t('array.csv')}
      </Button>
    </div>
  );
}
