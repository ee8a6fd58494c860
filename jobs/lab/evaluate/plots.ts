import { CONDITION_LABELS, CONDITIONS } from '#domain/conditions.ts';
import type { EvaluatedSet, Evaluation, Reliability } from '#domain/evaluation.ts';
import { dot, line, rect, svg, text } from './svg.ts';

const LABELS = CONDITIONS.map((condition) => CONDITION_LABELS[condition]);

/** The drawings of an evaluation by file name; numbers in, text out. The first set gives the detailed two. */
export function plotsOf({ sets }: Evaluation): Record<string, string> {
  const [first] = sets;
  return {
    ...(first && { 'plot-confusion.svg': confusionPlot(first), 'plot-reliability.svg': reliabilityPlot(first) }),
    'plot-macro-f1.svg': macroF1Plot(sets),
  };
}

/** Rows the truth, columns what operators are told; the depth of a cell is its part of the row. */
export function confusionPlot({ title, verdicts }: EvaluatedSet): string {
  const [left, top, size] = [150, 120, 78];
  const columns = [...LABELS, 'No verdict'];
  const parts = columns.flatMap((label, column) => {
    const [first = '', ...rest] = label.split(' ');
    const x = left + (column + 0.5) * size;
    return [text(x, top - 26, first, 'quiet', 'middle'), text(x, top - 10, rest.join(' '), 'quiet', 'middle')];
  });
  verdicts.confusion.forEach((row, index) => {
    const y = top + index * size;
    const total = row.reduce((sum, count) => sum + count, 0);
    parts.push(text(left - 14, y + size / 2 + 4, LABELS[index] ?? '', 'ink', 'end'));
    row.forEach((count, column) => {
      const share = total > 0 ? count / total : 0;
      const x = left + column * size;
      parts.push(rect(x + 1, y + 1, size - 2, size - 2, 'cell', 0.05 + 0.95 * share));
      const ink = share > 0.55 ? 'cell-ink' : 'ink';
      parts.push(text(x + size / 2, y + size / 2 + 2, String(count), ink, 'middle'));
      parts.push(text(x + size / 2, y + size / 2 + 18, `${(share * 100).toFixed(1)} %`, `${ink} small`, 'middle'));
    });
  });
  const width = left + columns.length * size + 20;
  return svg(width, top + LABELS.length * size + 24, `Truth (rows) and verdict. ${title}`, parts);
}

/** Stated confidence against the share that was right; a dot's area is the number of answers. */
export function reliabilityPlot({ reliability }: { reliability: Reliability }): string {
  const [left, top, size] = [70, 64, 340];
  const x = (value: number) => left + value * size;
  const y = (value: number) => top + (1 - value) * size;
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const max = Math.max(1, ...reliability.bins.map(({ count }) => count));
  const dots = reliability.bins.flatMap(({ confidence, accuracy, count }) =>
    confidence === null || accuracy === null
      ? []
      : [
          line([
            [x(confidence), y(confidence)],
            [x(confidence), y(accuracy)],
          ]),
          dot(x(confidence), y(accuracy), 3 + 9 * Math.sqrt(count / max), 'mark'),
        ],
  );
  return svg(left + size + 40, top + size + 60, 'Confidence and truth', [
    rect(left, top, size, size, 'line'),
    line(
      [
        [x(0), y(0)],
        [x(1), y(1)],
      ],
      true,
    ),
    ...dots,
    ...ticks.map((tick) => text(x(tick), top + size + 18, tick.toFixed(1), 'quiet small', 'middle')),
    ...ticks.map((tick) => text(left - 8, y(tick) + 4, tick.toFixed(1), 'quiet small', 'end')),
    text(left + size / 2, top + size + 42, 'stated confidence', 'ink', 'middle'),
    text(left + 12, top + 22, `right; ECE ${reliability.expectedCalibrationError.toFixed(3)}`),
  ]);
}

/** Macro-F1 of the network and of the baseline, a row a set. */
export function macroF1Plot(sets: readonly EvaluatedSet[]): string {
  const [left, top, width, rowHeight] = [260, 84, 420, 40];
  const x = (value: number) => left + value * width;
  const bottom = top + sets.length * rowHeight;
  const ticks = [0, 0.25, 0.5, 0.75, 0.9, 1];
  return svg(left + width + 70, bottom + 44, 'Macro-F1 by set, before the threshold', [
    dot(24, 56, 5, 'mark'),
    text(36, 60, 'network', 'quiet'),
    dot(114, 56, 5, 'other'),
    text(126, 60, 'boosted trees', 'quiet'),
    ...ticks.flatMap((tick) => [
      line([
        [x(tick), top - 6],
        [x(tick), bottom],
      ]),
      text(x(tick), bottom + 20, String(tick), 'quiet small', 'middle'),
    ]),
    ...sets.flatMap(({ title, mostProbable, baseline }, index) => {
      const y = top + index * rowHeight;
      return [
        text(left - 14, y + 20, title.split(':')[0] ?? title, 'ink', 'end'),
        rect(left, y + 5, mostProbable.macroF1 * width, 12, 'mark'),
        rect(left, y + 19, baseline.macroF1 * width, 9, 'other'),
        text(x(1) + 12, y + 20, mostProbable.macroF1.toFixed(3)),
      ];
    }),
  ]);
}
