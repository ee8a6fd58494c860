'use client';

import { Pagination } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { kindOf } from '#components/charts/cell-kinds.ts';
import { isDoubtfulFault, verdictWords } from '#components/plant/cell-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { Link } from '#components/ui/link.tsx';
import { useShortcuts } from '#components/ui/shortcuts.ts';
import type { GridCell } from '#domain/views.ts';
import styles from './cell-list.module.css';

const PAGE_ROWS = 12;

interface CellListProps {
  cells: readonly GridCell[];
  hrefOf: (cell: GridCell) => string;
  onMark: (deviceId: string | null) => void;
}

/** Arrays one below the other, the surest fault first, a page at a time; j and k walk it over the pages. */
export function CellList({ cells, hrefOf, onMark }: CellListProps) {
  const t = useTexts();
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(cells.length / PAGE_ROWS));
  const current = Math.min(page, pages);
  const list = useRef<HTMLOListElement>(null);
  const landing = useRef<'first' | 'last' | null>(null);
  const links = () => [...(list.current?.querySelectorAll('a') ?? [])];
  const walk = (step: 1 | -1) => {
    const at = (links() as (Element | null)[]).indexOf(document.activeElement);
    const target = at < 0 ? links()[0] : links()[at + step];
    if (target) return target.focus();
    if (current + step < 1 || current + step > pages) return;
    landing.current = step === 1 ? 'first' : 'last';
    setPage(current + step);
  };
  useEffect(() => {
    if (landing.current === null) return;
    const all = list.current?.querySelectorAll('a') ?? [];
    all[landing.current === 'first' ? 0 : all.length - 1]?.focus();
    landing.current = null;
  });
  useShortcuts([
    { key: 'j', words: t('plant.nextInList'), run: () => walk(1) },
    { key: 'k', words: t('plant.previousInList'), run: () => walk(-1) },
  ]);
  return (
    <>
      <ol ref={list} className={styles.list} start={(current - 1) * PAGE_ROWS + 1}>
        {cells.slice((current - 1) * PAGE_ROWS, current * PAGE_ROWS).map((cell) => (
          <li key={cell.deviceId}>
            <Link
              className={styles.row}
              href={hrefOf(cell)}
              prefetch={false}
              onPointerEnter={() => onMark(cell.deviceId)}
              onPointerLeave={() => onMark(null)}
              onFocus={() => onMark(cell.deviceId)}
              onBlur={() => onMark(null)}
            >
              <KindSwatch kind={kindOf(cell)} />
              <span className={styles.words}>
                <span className={styles.verdict}>{verdictWords(cell, t)}</span>
                <span className={styles.place}>
                  {t('plant.idAndPlace', { deviceId: cell.deviceId, row: cell.row, column: cell.column })}
                </span>
                {isDoubtfulFault(cell) && <span className={styles.doubt}>{t('common.lossWithinUncertainty')}</span>}
              </span>
              {cell.confidence !== null && (
                <span className={styles.confidence}>
                  <span className={styles.figure}>{t.share(cell.confidence)}</span>
                  <span className={styles.meter} style={{ '--part': cell.confidence }} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ol>
      {pages > 1 && (
        <Pagination
          mt="md"
          size="sm"
          value={current}
          onChange={setPage}
          total={pages}
          siblings={0}
          getControlProps={(control) => ({ 'aria-label': t(`pagination.${control}`) })}
        />
      )}
    </>
  );
}
