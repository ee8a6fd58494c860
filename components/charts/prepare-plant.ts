import { CELL_KINDS, type CellKind, KIND_CODES, kindOf } from '#components/charts/cell-kinds.ts';
import { type ColorBy, measureOf, measureRange } from '#components/charts/cell-measures.ts';
import { type ColorScheme, HATCH_COLORS, inkOn, KIND_COLORS } from '#components/charts/palette.ts';
import { viridis } from '#components/charts/viridis.ts';
import { formatShare } from '#components/format/numbers.ts';
import type { GridCell } from '#domain/views.ts';

/** All cells that look the same, so that drawing sets each colour once. */
export interface CellBatch {
  fill: string;
  ink: string;
  /** Colour of the hatching; null when the look has none. */
  hatch: string | null;
  /** Colour of the outline; null when the look has none. */
  outline: string | null;
  opacity: number;
  /** Which cells, as indices into the plant's. */
  cells: number[];
  /** Text that the `order`th of the cells has when it is large enough; of ten thousand small ones nobody asks. */
  labelOf: (order: number) => CellLabel;
}

export interface CellLabel {
  code: string;
  confidence: string;
}

const FILTERED_OPACITY = 0.14;
const COLOR_STEPS = 40;

/**
 * The looks of the plant's cells. Cells of kinds outside `shown` fade but stay: a fault is read against its neighbours.
 * By a measure, what is not known is hatched: no data is not a low value.
 * @param shown kinds that are chosen; null for all
 */
export function preparePlant(
  cells: readonly GridCell[],
  shown: ReadonlySet<CellKind> | null,
  scheme: ColorScheme,
  colorBy: ColorBy = 'condition',
): CellBatch[] {
  const stepOf = colorBy === 'condition' ? null : stepsOf(cells, colorBy);
  // Numbered, because a text key for each of 10,000 cells costs more than all the rest.
  const batches: CellBatch[] = [];
  const find = (place: number, kind: CellKind, look: () => Look): CellBatch => {
    const offered = shown === null || shown.has(kind);
    const at = 2 * place + Number(offered);
    batches[at] ??= batchOf(cells, look(), offered ? 1 : FILTERED_OPACITY);
    return batches[at];
  };
  cells.forEach((cell, index) => {
    const kind = kindOf(cell);
    const step = stepOf?.(cell) ?? null;
    const looksLike = stepOf === null || kind === 'missing' ? kind : 'no_verdict';
    const batch =
      step === null
        ? find(CELL_KINDS.indexOf(looksLike), kind, () => kindLook(looksLike, scheme))
        : find(CELL_KINDS.length + step, kind, () => stepLook(step));
    batch.cells.push(index);
  });
  return Object.values(batches);
}

function batchOf(plant: readonly GridCell[], look: Look, opacity: number): CellBatch {
  const cells: number[] = [];
  return { ...look, opacity, cells, labelOf: (order) => labelOf(plant[cells[order] ?? -1]) };
}

const NO_LABEL: CellLabel = { code: '', confidence: '' };

function labelOf(cell: GridCell | undefined): CellLabel {
  const code = cell ? KIND_CODES[kindOf(cell)] : '';
  if (!cell || code === '') return NO_LABEL;
  const confidence = cell.condition === null ? null : cell.confidence;
  return { code, confidence: confidence === null ? '' : formatShare(confidence) };
}

type Look = Pick<CellBatch, 'fill' | 'ink' | 'hatch' | 'outline'>;

/** Of what is no verdict only a converter that is off is a plain field: it is dark, as its array. */
const HATCHED: ReadonlySet<CellKind> = new Set<CellKind>(['no_verdict', 'limited', 'check_registration']);

function kindLook(kind: CellKind, scheme: ColorScheme): Look {
  const fill = KIND_COLORS[scheme][kind];
  const outline = kind === 'missing' || HATCHED.has(kind) ? HATCH_COLORS[scheme] : null;
  return { fill, ink: inkOn(fill), hatch: HATCHED.has(kind) ? HATCH_COLORS[scheme] : null, outline };
}

function stepLook(step: number): Look {
  const fill = `#${viridis(step / (COLOR_STEPS - 1))
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`;
  return { fill, ink: inkOn(fill), hatch: null, outline: null };
}

/** The step of the colour scale for a cell; null when its value is not known. */
function stepsOf(
  cells: readonly GridCell[],
  measure: Exclude<ColorBy, 'condition'>,
): (cell: GridCell) => number | null {
  const { low, high } = measureRange(cells, measure);
  return (cell) => {
    const value = measureOf(cell, measure);
    if (value === null) return null;
    return Math.round(Math.min(1, Math.max(0, (value - low) / (high - low))) * (COLOR_STEPS - 1));
  };
}
