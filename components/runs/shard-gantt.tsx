'use client';

import { useState } from 'react';
import { AXIS_HEIGHT, BAR_HEIGHT, type GanttBar, NAME_HEIGHT, prepareGantt } from '#components/charts/prepare-gantt.ts';
import { useWidth } from '#components/charts/use-width.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { formatInstant } from '#components/format/time.ts';
import { AttemptTable, keyOf, nameOf } from '#components/runs/attempt-table.tsx';
import { OUTCOME_WORDS, STAGE_WORDS } from '#components/runs/run-words.ts';
import { formatDuration } from '#domain/duration.ts';
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
  const { ref, width } = useWidth<HTMLDivElement>();
  const [seen, setSeen] = useState<string | null>(null);
  const taken = shards.filter((shard) => shard.taken).length;
  const note = taken > 0 && (
    <p className={styles.words}>{formatPlural(taken, 'shard')} of ingest taken over from an earlier run.</p>
  );
  if (attempts.length === 0) {
    return (
      <div ref={ref}>
        <p className={styles.words}>{emptyWords(live)}</p>
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
          aria-label={`${formatPlural(attempts.length, 'attempt')} at ${formatPlural(shards.length, 'shard')} by ${formatPlural(gantt.workers.length, 'worker')} along plant time, ${zone}; the table below says the same`}
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
            <b>{nameOf(shown)}</b>, {OUTCOME_WORDS[shown.outcome]} · {formatDuration(shown.durationMs)} · from{' '}
            {formatInstant(shown.attempt.startedAt, utcOffsetMinutes)}
            {shown.attempt.error ? `: ${shown.attempt.error}` : ''}
          </>
        ) : (
          <>Plant time, {zone}. Point at a bar to read it.</>
        )}
      </p>
      <Legend bars={bars} />
      {note}
      <details className={styles.details}>
        <summary>As a table</summary>
        <AttemptTable bars={bars} utcOffsetMinutes={utcOffsetMinutes} />
      </details>
    </div>
  );
}

function Bar({ bar, seen, onSeen }: { bar: GanttBar; seen: boolean; onSeen: () => void }) {
  const { x, y, width, outcome, attempt } = bar;
  const label = nameOf(bar);
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
  const outcomes = (['failed', 'lost', 'handed_back', 'cancelled'] as const).filter((outcome) =>
    bars.some((bar) => bar.outcome === outcome),
  );
  return (
    <ul className={styles.legend}>
      {STAGES.filter((stage) => bars.some(({ attempt }) => attempt.stage === stage)).map((stage) => (
        <li key={stage}>
          <span className={styles.swatch} data-stage={stage} />
          {STAGE_WORDS[stage]}
        </li>
      ))}
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <span className={styles.swatch} data-outcome={outcome} />
          {OUTCOME_WORDS[outcome]}
        </li>
      ))}
    </ul>
  );
}

function emptyWords(live: boolean): string {
  return live ? 'No worker has taken a shard yet.' : 'No attempt of this run is on record.';
}
