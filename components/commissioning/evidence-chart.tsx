'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { EvidencePlot } from '#domain/commissioning.ts';
import styles from './commissioning.module.css';

const TICK = { fontSize: 11.5, fill: 'var(--mantine-color-dimmed)' };
const HOURS = [0, 6, 12, 18, 24];

/** The lines that a finding rests on, over the hours of a day. The figures beside it say the same in words. */
export function EvidenceChart({ plot }: { plot: EvidencePlot }) {
  const t = useTexts();
  const clockOf = (hour: number) => t.clock(hour * 3_600_000).slice(0, 5);
  const { day, unit, binMinutes, lines } = plot;
  const [first] = lines;
  const rows = (first?.points ?? []).map((_, bin) => ({
    hour: ((bin + 0.5) * binMinutes) / 60,
    ...Object.fromEntries(lines.map(({ points }, line) => [`line${line}`, points[bin] ?? null])),
  }));
  return (
    <figure className={styles.figure}>
      <div className={styles.chart} aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={rows} margin={{ top: 6, right: 10, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--panel-border)" />
            <XAxis
              dataKey="hour"
              type="number"
              domain={[0, 24]}
              ticks={HOURS}
              tickFormatter={clockOf}
              tick={TICK}
              tickLine={false}
              axisLine={{ stroke: 'var(--panel-border)' }}
            />
            <YAxis
              tickFormatter={(value) => t.decimal(String(value))}
              width={52}
              tick={TICK}
              tickLine={false}
              axisLine={false}
              domain={['auto', 'auto']}
            />
            <Tooltip
              isAnimationActive={false}
              content={({ active, label, payload }) =>
                active && typeof label === 'number' ? (
                  <div className={styles.tooltip}>
                    <b>{clockOf(label)}</b>
                    {payload.map(({ name, value }) => (
                      <span key={String(name)}>
                        {String(name)}: {t.decimal(String(value))} {unit}
                      </span>
                    ))}
                  </div>
                ) : null
              }
            />
            {lines.map(({ label }, line) => (
              <Line
                key={label}
                dataKey={`line${line}`}
                name={label}
                stroke={line === 0 ? 'var(--mantine-color-anchor)' : 'var(--mantine-color-dimmed)'}
                strokeWidth={line === 0 ? 2 : 1.5}
                {...(line > 0 && { strokeDasharray: '5 3' })}
                dot={false}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
      <figcaption className={styles.caption}>
        <span>
          {t.day(day)}, {unit}
        </span>
        {lines.map(({ label }, line) => (
          <span key={label} className={styles.key} data-line={line}>
            {label}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
