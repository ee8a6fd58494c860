import type { ReactNode } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import { hourTicks } from '#components/charts/day-axis.ts';
import styles from './channel-panel.module.css';

interface PlotPanelProps {
  /** What a screen reader calls it. */
  label: string;
  heading: ReactNode;
  /** What the plot says under the cursor. */
  readout: ReactNode;
  legend?: ReactNode;
  /** Of the plot, CSS pixels. */
  width: number;
  children: ReactNode;
}

/** One plot of the day under its heading, with the hours of the shown part of the day below. */
export function PlotPanel({ label, heading, readout, legend, width, children }: PlotPanelProps) {
  const { window } = useChartWindow();
  return (
    <section className={styles.channel} aria-label={label}>
      <div className={styles.head}>
        {heading}
        {readout}
        {legend}
      </div>
      {children}
      <div className={styles.hours} style={{ width }} aria-hidden="true">
        {hourTicks(width, window).map(({ x, label: hour }) => (
          <span key={hour} style={{ left: x }}>
            {hour}
          </span>
        ))}
      </div>
    </section>
  );
}
