'use client';

import type { StageFigures } from '#components/charts/prepare-stages.ts';
import { type DiagramNode, prepareDiagram } from '#components/charts/run-diagram.ts';
import { useWidth } from '#components/charts/use-width.ts';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { RunView } from '#domain/views.ts';
import styles from './state-diagram.module.css';

/** The run's state machine: where it is, which way it came, and how it may still end. */
export function StateDiagram({ run, stages }: { run: RunView; stages: readonly StageFigures[] }) {
  const t = useTexts();
  const { ref, width } = useWidth<HTMLDivElement>();
  const diagram = width > 0 ? prepareDiagram(run, stages, width) : null;
  return (
    <div ref={ref} className={styles.frame} style={diagram ? { height: diagram.height } : undefined}>
      {diagram && (
        <svg role="img" aria-label={sentenceOf(run, stages, t)} width={diagram.width} height={diagram.height}>
          <defs>
            {(['taken', 'open'] as const).map((kind) => (
              <marker
                key={kind}
                id={`arrow-${kind}`}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="8"
                markerHeight="8"
                orient="auto"
                markerUnits="userSpaceOnUse"
              >
                <path d="M0 0 8 4 0 8Z" className={styles.arrow} data-kind={kind} />
              </marker>
            ))}
          </defs>
          {diagram.edges.map(({ path, taken, tone }) => (
            <path
              key={`${tone} ${path}`}
              d={path}
              className={styles.edge}
              data-taken={taken}
              data-tone={tone}
              markerEnd={`url(#arrow-${taken ? 'taken' : 'open'})`}
            />
          ))}
          {diagram.nodes.map((node) => (
            <StateBox
              key={node.id}
              node={node}
              upright={diagram.upright}
              stage={stages.find(({ stage }) => stage === node.id)}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

interface StateBoxProps {
  node: DiagramNode;
  upright: boolean;
  stage: StageFigures | undefined;
}

function StateBox({ node, upright, stage }: StateBoxProps) {
  const t = useTexts();
  const { id, tone, x, y, width, height } = node;
  const label = stage ? t(`run.stage.${stage.stage}`) : labelOf(id, t);
  const lines = stage ? detailOf(stage, t) : [];
  const middle = x + width / 2;
  return (
    <g className={styles.box} data-tone={tone}>
      <rect x={x} y={y} width={width} height={height} rx={9} />
      {upright ? (
        <>
          <text
            className={styles.label}
            x={stage ? x + 14 : middle}
            y={y + height / 2}
            textAnchor={stage ? 'start' : 'middle'}
          >
            {label}
          </text>
          <text className={styles.detail} x={x + width - 14} y={y + height / 2} textAnchor="end">
            {lines.join(' · ')}
          </text>
        </>
      ) : (
        <>
          <text className={styles.label} x={middle} y={lines.length > 0 ? y + 17 : y + height / 2} textAnchor="middle">
            {label}
          </text>
          {lines.map((line, index) => (
            <text key={line} className={styles.detail} x={middle} y={y + 35 + index * 15} textAnchor="middle">
              {line}
            </text>
          ))}
        </>
      )}
    </g>
  );
}

function labelOf(id: DiagramNode['id'], t: Texts): string {
  return id === 'queued' || id === 'succeeded' || id === 'failed' || id === 'cancelled'
    ? t(`run.state.${id}`)
    : t(`run.stage.${id}`);
}

function detailOf({ stage, state, done, total, durationMs }: StageFigures, t: Texts): string[] {
  const counted = total > 0 && stage !== 'notify' && state !== 'skipped' && state !== 'pending';
  const words = counted ? `${t.count(done)}/${t.count(total)}` : t(`run.stageState.${state}`);
  return durationMs === null ? [words] : [words, t.duration(durationMs)];
}

function sentenceOf(run: RunView, stages: readonly StageFigures[], t: Texts): string {
  const words = stages.map((stage) => `${t(`run.stage.${stage.stage}`)} ${t(`run.stageState.${stage.state}`)}`);
  return t('run.sentence', { state: t(`run.stateInText.${run.state}`), stages: words.join(', ') });
}
