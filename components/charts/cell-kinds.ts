import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import type { NoVerdictReason } from '#domain/no-verdict-reasons.ts';
import type { GridCell } from '#domain/views.ts';

/** Reasons for no verdict that somebody can do something about, or knows of: kinds of their own. */
export const NAMED_REASONS = ['limited', 'off', 'check_registration'] as const satisfies NoVerdictReason[];

/**
 * What a cell of the plant map can be: one of the six conditions, a reason of its own for no verdict, an honest "no verdict" for any
 * other, or not in the run at all.
 */
export const CELL_KINDS = [...CONDITIONS, ...NAMED_REASONS, 'no_verdict', 'missing'] as const;

export type CellKind = (typeof CELL_KINDS)[number];

/** Letters a cell can carry, so that colour is never the only sign. */
export const KIND_CODES: Record<CellKind, string> = {
  normal: '',
  line_line: 'LL',
  line_ground: 'LG',
  open_circuit: 'OC',
  partial_shading: 'PS',
  arc_fault: 'AF',
  limited: 'Lim',
  off: 'Off',
  check_registration: 'Reg',
  no_verdict: '?',
  missing: '',
};

export function kindOf({ condition, reason }: Pick<GridCell, 'condition' | 'reason'>): CellKind {
  if (condition !== null) return condition;
  if (reason === null) return 'missing';
  return NAMED_REASONS.find((named) => named === reason) ?? 'no_verdict';
}

export function isFault(kind: CellKind): kind is Exclude<Condition, 'normal'> {
  return kind !== 'normal' && CONDITIONS.some((condition) => condition === kind);
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
