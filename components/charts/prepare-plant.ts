import { CELL_KINDS, type CellKind, KIND_CODES, kindOf } from '#components/charts/cell-kinds.ts';
import { type ColorScheme, HATCH_COLORS, inkOn, KIND_COLORS } from '#components/charts/palette.ts';
import { type Box, cellBox, type PlantLayout } from '#components/charts/plant-layout.ts';
import { formatShare } from '#components/format/numbers.ts';
import type { GridCell } from '#server/domain/views.ts';

/** All cells of one look, so that drawing sets each colour once. */
export interface CellBatch {
  fill: string;
  ink: string;
  /** Colour of the hatching; null when the kind has none. */
  hatch: string | null;
  /** Colour of the outline; null when the kind has none. */
  outline: string | null;
  opacity: number;
  radius: number;
  boxes: Box[];
  /** Text in each box, or nothing at all when cells are too small for it. */
  labels: { code: string; confidence: string }[] | null;
}

const FILTERED_OPACITY = 0.14;

/**
 * The plant map as batches of boxes. Cells of kinds outside `shown` fade but stay: a fault is read against its neighbours.
 * @param shown kinds that are chosen; null for all
 */
export function preparePlant(
  cells: readonly GridCell[],
  layout: PlantLayout,
  shown: ReadonlySet<CellKind> | null,
  scheme: ColorScheme,
): CellBatch[] {
  const room = Math.min(layout.pitchX * 0.8, layout.pitchY) - layout.gap;
  const batches = new Map<CellKind, CellBatch>(
    CELL_KINDS.map((kind) => [kind, emptyBatch(kind, scheme, room, shown === null || shown.has(kind))]),
  );
  cells.forEach((cell, index) => {
    const kind = kindOf(cell);
    const batch = batches.get(kind);
    batch?.boxes.push(cellBox(layout, index));
    batch?.labels?.push({
      code: KIND_CODES[kind],
      confidence: cell.condition !== null && cell.confidence !== null ? formatShare(cell.confidence) : '',
    });
  });
  return [...batches.values()].filter((batch) => batch.boxes.length > 0);
}

function emptyBatch(kind: CellKind, scheme: ColorScheme, room: number, shown: boolean): CellBatch {
  const fill = KIND_COLORS[scheme][kind];
  const outlined = kind === 'missing' || (kind === 'no_verdict' && room >= 6);
  return {
    fill,
    ink: inkOn(fill),
    hatch: kind === 'no_verdict' ? HATCH_COLORS[scheme] : null,
    outline: outlined ? HATCH_COLORS[scheme] : null,
    opacity: shown ? 1 : FILTERED_OPACITY,
    radius: room >= 28 ? 5 : room >= 12 ? 2 : 0,
    boxes: [],
    labels: room >= 15 && KIND_CODES[kind] !== '' ? [] : null,
  };
}
