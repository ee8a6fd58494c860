'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import { kindOf } from '#components/charts/cell-kinds.ts';
import { verdictWords } from '#components/plant/cell-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { Link } from '#components/ui/link.tsx';
import type { GridCell } from '#domain/views.ts';
import styles from './cell-table.module.css';

const ROW_PX = 36;
/** With the 16 that are seen: never over 60 rows in the page, however large the plant is. */
const OVERSCAN = 20;

interface CellTableProps {
  cells: readonly GridCell[];
  hrefOf: (cell: GridCell) => string;
}

/** All the map says, in rows: for screen readers, and for eyes that prefer words. */
export const CellTable = memo(function CellTable({ cells, hrefOf }: CellTableProps) {
  const t = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: cells.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const items = rows.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
    <section ref={scroller} className={styles.scroll} tabIndex={0} aria-label={t('plant.table')}>
      <table className={styles.table} aria-rowcount={cells.length + 1}>
        <caption className={styles.caption}>{t('plant.tableCaption', { count: cells.length })}</caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('plant.array')}</th>
            <th scope="col">{t('plant.verdict')}</th>
            <th scope="col">{t('colorBy.confidence')}</th>
            <th scope="col">{t('colorBy.loss')}</th>
            <th scope="col">{t('colorBy.coverage')}</th>
            <th scope="col">{t('plant.row')}</th>
            <th scope="col">{t('plant.column')}</th>
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map(({ index }) => {
            const cell = cells[index];
            return cell && <CellRow key={cell.deviceId} cell={cell} index={index} href={hrefOf(cell)} />;
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </section>
  );
});

function CellRow({ cell, index, href }: { cell: GridCell; index: number; href: string }) {
  const t = useTexts();
  return (
    <tr aria-rowindex={index + 2}>
      <td>
        <Link href={href} prefetch={false}>
          {cell.deviceId}
        </Link>
      </td>
      <td>
        <span className={styles.verdict}>
          <KindSwatch kind={kindOf(cell)} />
          {verdictWords(cell, t)}
        </span>
      </td>
      <td>{cell.confidence === null ? '–' : t.share(cell.confidence)}</td>
      <td>{cell.lossKwh === null ? '–' : t.kwh(cell.lossKwh)}</td>
      <td>{cell.coverage === null ? '–' : t.share(cell.coverage)}</td>
      <td>{cell.row}</td>
      <td>{cell.column}</td>
    </tr>
  );
}

/** Holds the place of the rows that are not in the page. */
function Spacer({ height }: { height: number }) {
  return height <= 0 ? null : (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row that only keeps a place holds nothing to focus
    <tr aria-hidden="true">
      <td colSpan={7} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
