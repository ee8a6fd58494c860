'use client';

import { useQuery } from '@tanstack/react-query';
import { type DriftPlot, prepareDrift } from '#components/charts/prepare-drift.ts';
import { historyQuery } from '#components/data/array-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
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
  const t = useTexts();
  const { data: history } = useQuery(historyQuery(deviceId, day));
  const { scaleVoltage = null, scaleCurrent = null, historyDays = 0 } = evidence ?? {};
  const course = history ? prepareDrift(history.days, WIDTH, HEIGHT) : null;
  return (
    <Panel title={t('array.drift')}>
      {scaleVoltage === null || scaleCurrent === null ? (
        <p className={factStyles.none}>{t('array.driftUnknown')}</p>
      ) : (
        <>
          <dl className={factStyles.facts}>
            <dt>{t('array.driftVoltage')}</dt>
            <dd>{t.deviation(scaleVoltage - 1)}</dd>
            <dt>{t('array.driftCurrent')}</dt>
            <dd>{t.deviation(scaleCurrent - 1)}</dd>
          </dl>
          {course && <Course plot={course} days={history?.days.length ?? 0} />}
          <p className={styles.words}>{t('array.driftLearnt', { days: historyDays })}</p>
        </>
      )}
    </Panel>
  );
}

function Course({ plot, days }: { plot: DriftPlot; days: number }) {
  const t = useTexts();
  return (
    <figure className={styles.course}>
      <svg
        viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('array.driftCourse', { days, low: t.deviation(plot.low - 1), high: t.deviation(plot.high - 1) })}
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
        <span style={{ '--channel': 'var(--channel-voltage)' }}>{t('channels.voltage')}</span>
        <span style={{ '--channel': 'var(--channel-current)' }}>{t('channels.current')}</span>{' '}
        {t('array.overDays', { days })}
      </figcaption>
    </figure>
  );
}
