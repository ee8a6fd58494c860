import { CONDITION_LABELS, CONDITIONS, type Condition } from '#server/domain/conditions.ts';
import type { GridCell } from '#server/domain/views.ts';

/** What a cell of the plant map can be: one of the six conditions, an honest "no verdict", or not in the run at all. */
export const CELL_KINDS = [...CONDITIONS, 'no_verdict', 'missing'] as const;

export type CellKind = (typeof CELL_KINDS)[number];

export const KIND_LABELS: Record<CellKind, string> = {
  ...CONDITION_LABELS,
  no_verdict: 'No verdict',
  missing: 'Not in this result',
};

/** Two letters a cell can carry, so that colour is never the only sign. */
export const KIND_CODES: Record<CellKind, string> = {
  normal: '',
  line_line: 'LL',
  line_ground: 'LG',
  open_circuit: 'OC',
  partial_shading: 'PS',
  arc_fault: 'AF',
  no_verdict: '?',
  missing: '',
};

export function kindOf(cell: GridCell): CellKind {
  if (cell.condition !== null) return cell.condition;
  return cell.reason === null ? 'missing' : 'no_verdict';
}

export function isFault(kind: CellKind): kind is Exclude<Condition, 'normal'> {
  return kind !== 'normal' && kind !== 'no_verdict' && kind !== 'missing';
}

export function countKinds(cells: readonly GridCell[]): Record<CellKind, number> {
  const counts = Object.fromEntries(CELL_KINDS.map((kind) => [kind, 0])) as Record<CellKind, number>;
  for (const cell of cells) counts[kindOf(cell)] += 1;
  return counts;
}

/** The kinds a URL's `show` names, or null for all of them. Unknown names are ignored. */
export function parseShow(show: string | null): ReadonlySet<CellKind> | null {
  const named = CELL_KINDS.filter((kind) => show?.split(',').includes(kind));
  return named.length === 0 ? null : new Set(named);
}

/** `show` after one kind was switched: null (nothing in the URL) when none or all of them are chosen. */
export function toggleShow(shown: ReadonlySet<CellKind> | null, kind: CellKind): string | null {
  const next = CELL_KINDS.filter((other) => (other === kind) !== (shown?.has(other) ?? false));
  return next.length === 0 || next.length === CELL_KINDS.length ? null : next.join(',');
}
