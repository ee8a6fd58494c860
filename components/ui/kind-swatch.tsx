import type { CellKind } from '#components/charts/cell-kinds.ts';
import styles from './kind-swatch.module.css';

/** A small field in the colour (or hatching) a kind has on the map. */
export function KindSwatch({ kind }: { kind: CellKind }) {
  return (
    <span aria-hidden="true" className={styles.swatch} data-kind={kind} style={{ '--kind': `var(--kind-${kind})` }} />
  );
}
