import type { CellKind } from '#components/charts/cell-kinds.ts';
import type { FaultKind } from '#domain/fault-kinds.ts';
import styles from './kind-swatch.module.css';

/** A small field in the colour (or hatching) a kind has on the map, or of a fault that the map does not know. */
export function KindSwatch({ kind }: { kind: CellKind | FaultKind }) {
  return (
    <span aria-hidden="true" className={styles.swatch} data-kind={kind} style={{ '--kind': `var(--kind-${kind})` }} />
  );
}
