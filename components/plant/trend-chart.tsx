'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { TREND_KINDS, type TrendRow } from '#components/charts/prepare-trend.ts';
import { TrendTooltip } from '#components/plant/trend-tooltip.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './trend-panel.module.css';

interface TrendChartProps {
  rows: TrendRow[];
  day: string;
  onPick: (day: string) => void;
}

/** Faults by condition, and no verdict, a bar a day. The library draws; the table beside it says the same in words. */
export function TrendChart({ rows, day, onPick }: TrendChartProps) {
  const t = useTexts();
  return (
    <div className={styles.chart} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={rows}
          margin={{ top: 6, right: 4, bottom: 0, left: 0 }}
          barCategoryGap="18%"
          accessibilityLayer={false}
          onClick={({ activeLabel }) => {
            const picked = rows.find((row) => row.day === activeLabel);
            if (picked && picked.faults !== null) onPick(picked.day);
          }}
        >
          <defs>
            <pattern id="trend-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="5" height="5" fill="var(--kind-no_verdict)" />
              <line x1="0" y1="0" x2="0" y2="5" stroke="var(--hatch)" strokeWidth="1.6" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--panel-border)" />
          <XAxis
            dataKey="day"
            tickFormatter={t.shortDay}
            tick={{ fontSize: 11.5, fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={{ stroke: 'var(--panel-border)' }}
            minTickGap={18}
          />
          <YAxis
            allowDecimals={false}
            width={46}
            tick={{ fontSize: 11.5, fill: 'var(--mantine-color-dimmed)' }}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            cursor={{ fill: 'var(--quiet)' }}
            isAnimationActive={false}
            content={({ active, label }) => {
              const row = active ? rows.find((one) => one.day === label) : undefined;
              return row ? <TrendTooltip row={row} title={t.day(row.day)} /> : null;
            }}
          />
          {TREND_KINDS.map((kind) => (
            <Bar
              key={kind}
              dataKey={kind}
              stackId="day"
              name={t(`kinds.${kind}`)}
              fill={kind === 'no_verdict' ? 'url(#trend-hatch)' : `var(--kind-${kind})`}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      <Marker rows={rows} day={day} />
    </div>
  );
}

/** Where the day that the page shows is. */
function Marker({ rows, day }: { rows: readonly TrendRow[]; day: string }) {
  const index = rows.findIndex((row) => row.day === day);
  if (index < 0) return null;
  return <span className={styles.marker} style={{ '--at': (index + 0.5) / rows.length }} />;
}
