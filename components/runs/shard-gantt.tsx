'use client';

import { useState } from 'react';
import { AXIS_HEIGHT, BAR_HEIGHT, type GanttBar, NAME_HEIGHT, prepareGantt } from '#components/charts/prepare-gantt.ts';
import { useWidth } from '#components/charts/use-width.ts';
import { AttemptTable, keyOf, nameOf } from '#components/runs/attempt-table.tsx';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { formatUtcOffset } from '#domain/plant-day.ts';
import { STAGES } from '#domain/run.ts';
import type { RunShards } from '#domain/run-shards.ts';
import styles from './shard-gantt.module.css';

interface ShardGanttProps {
  shards: RunShards;
  nowMs: number;
  live: boolean;
  utcOffsetMinutes: number;
}

const CHARACTER_WIDTH = 6.6;

/** Who worked at what when: the attempts at all shards by worker along time, also while the run goes on. */
export function ShardGantt({ shards: { shards, attempts }, nowMs, live, utcOffsetMinutes }: ShardGanttProps) {
  const t = useTexts();
  const { ref, width } = useWidth<HTMLDivElement>();
  const [seen, setSeen] = useState<string | null>(null);
  const taken = shards.filter((shard) => shard.taken).length;
  const note = taken > 0 && <p className={styles.words}>{t('run.takenOver', { count: taken })}</p>;
  if (attempts.length === 0) {
    return (
      <div ref={ref}>
        <p className={styles.words}>{emptyWords(live, t)}</p>
        {note}
      </div>
    );
  }
  const gantt = prepareGantt(attempts, { nowMs, width: Math.max(1, width), utcOffsetMinutes });
  const bars = gantt.workers.flatMap((worker) => worker.bars);
  const shown = bars.find((bar) => keyOf(bar) === seen);
  const zone = formatUtcOffset(utcOffsetMinutes);
  return (
    <div ref={ref} className={styles.frame}>
      {width > 0 && (
        <svg
          role="img"
          aria-label={t('run.ganttLabel', {
            attempts: attempts.length,
            shards: shards.length,
            workers: gantt.workers.length,
            zone,
          })}
          width={gantt.width}
          height={gantt.height}
          onPointerLeave={() => setSeen(null)}
        >
          {gantt.ticks.map(({ x, label }) => (
            <g key={label} className={styles.tick}>
              <path d={`M${Math.round(x) + 0.5} ${AXIS_HEIGHT - 6}V${gantt.height}`} />
              <text x={x} y={10} textAnchor="middle">
                {label}
              </text>
            </g>
          ))}
          {gantt.workers.map((worker) => (
            <g key={worker.name}>
              <text className={styles.worker} x={0} y={worker.y + NAME_HEIGHT / 2}>
                {worker.name}
              </text>
              {worker.bars.map((bar) => (
                <Bar key={keyOf(bar)} bar={bar} seen={bar === shown} onSeen={() => setSeen(keyOf(bar))} />
              ))}
            </g>
          ))}
        </svg>
      )}
      <p className={styles.words} aria-hidden="true">
        {shown ? (
          <>
            <b>{nameOf(shown, t)}</b>, {t(`run.outcome.${shown.outcome}`)} · {t.duration(shown.durationMs)} ·{' '}
            {t('run.barFrom', { at: t.instant(shown.attempt.startedAt, utcOffsetMinutes) })}
            {shown.attempt.error ? `: ${shown.attempt.error}` : ''}
          </>
        ) : (
          t('run.ganttHint', { zone })
        )}
      </p>
      <Legend bars={bars} />
      {note}
      <details className={styles.details}>
        <summary>{t('run.asTable')}</summary>
        <AttemptTable bars={bars} utcOffsetMinutes={utcOffsetMinutes} />
      </details>
    </div>
  );
}

function Bar({ bar, seen, onSeen }: { bar: GanttBar; seen: boolean; onSeen: () => void }) {
  const t = useTexts();
  const { x, y, width, outcome, attempt } = bar;
  const label = nameOf(bar, t);
  return (
    <g
      className={styles.bar}
      data-stage={attempt.stage}
      data-outcome={outcome}
      data-seen={seen}
      onPointerEnter={onSeen}
    >
      <rect x={x} y={y} width={width} height={BAR_HEIGHT} rx={3} />
      <rect className={styles.edge} x={x} y={y} width={Math.min(3, width)} height={BAR_HEIGHT} rx={1.5} />
      {width > label.length * CHARACTER_WIDTH + 12 && (
        <text x={x + 8} y={y + BAR_HEIGHT / 2 + 0.5}>
          {label}
        </text>
      )}
    </g>
  );
}

function Legend({ bars }: { bars: readonly GanttBar[] }) {
  const t = useTexts();
  const outcomes = (['failed', 'lost', 'handed_back', 'cancelled'] as const).filter((outcome) =>
    bars.some((bar) => bar.outcome === outcome),
  );
  return (
    <ul className={styles.legend}>
      {STAGES.filter((stage) => bars.some(({ attempt }) => attempt.stage === stage)).map((stage) => (
        <li key={stage}>
          <span className={styles.swatch} data-stage={stage} />
          {t(`run.stage.${stage}`)}
        </li>
      ))}
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <span className={styles.swatch} data-outcome={outcome} />
          {t(`run.outcome.${outcome}`)}
        </li>
      ))}
    </ul>
  );
}

function emptyWords(live: boolean, t: Texts): string {
  return live ? t('run.noWorkerYet') : t('run.noAttempt');
}
