'use client';

import { useQuery } from '@tanstack/react-query';
import { deviationWords } from '#components/array/verdict-words.ts';
import { type DriftPlot, prepareDrift } from '#components/charts/prepare-drift.ts';
import { historyQuery } from '#components/data/array-queries.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import styles from './drift-card.module.css';
import factStyles from './facts-cards.module.css';

const WIDTH = 300;
const HEIGHT = 56;

interface DriftCardProps {
  deviceId: string;
  day: string;
  evidence: VerdictEvidence | null;
}

/** What the array has always been off by, as slow facts apart from the faults of a day, and its course. */
export function DriftCard({ deviceId, day, evidence }: DriftCardProps) {
  const { data: history } = useQuery(historyQuery(deviceId, day));
  const { scaleVoltage = null, scaleCurrent = null, historyDays = 0 } = evidence ?? {};
  const course = history ? prepareDrift(history.days, WIDTH, HEIGHT) : null;
  return (
    <Panel title="Drift">
      {scaleVoltage === null || scaleCurrent === null ? (
        <p className={factStyles.none}>Not known yet: five quiet days of the array show what is usual for it.</p>
      ) : (
        <>
          <dl className={factStyles.facts}>
            <dt>Voltage, against its nameplate</dt>
            <dd>{deviationWords(scaleVoltage - 1)}</dd>
            <dt>Current, against nameplate and irradiance</dt>
            <dd>{deviationWords(scaleCurrent - 1)}</dd>
          </dl>
          {course && <Course plot={course} days={history?.days.length ?? 0} />}
          <p className={styles.words}>
            Learnt from {formatPlural(historyDays, 'quiet day')}. Slow facts, no faults of the day: less current is
            mostly soiling or degradation; a voltage or current far off is mostly a wrong registration.
          </p>
        </>
      )}
    </Panel>
  );
}

function Course({ plot, days }: { plot: DriftPlot; days: number }) {
  return (
    <figure className={styles.course}>
      <svg
        viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Course over ${days} days, between ${deviationWords(plot.low - 1)} and ${deviationWords(plot.high - 1)}`}
      >
        <line x1={0} x2={WIDTH} y1={plot.one} y2={plot.one} className={styles.one} />
        {(['voltage', 'current'] as const).flatMap((channel) =>
          plot[channel].map((line) => {
            const points = line.length === 1 ? [...line, { x: (line[0]?.x ?? 0) + 2, y: line[0]?.y ?? 0 }] : line;
            return (
              <polyline
                key={`${channel} ${points[0]?.x}`}
                style={{ '--channel': `var(--channel-${channel})` }}
                points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
              />
            );
          }),
        )}
      </svg>
      <figcaption>
        <span style={{ '--channel': 'var(--channel-voltage)' }}>Voltage</span>
        <span style={{ '--channel': 'var(--channel-current)' }}>Current</span> over {days} days
      </figcaption>
    </figure>
  );
}
