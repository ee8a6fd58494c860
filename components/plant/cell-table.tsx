'use client';

import { Pagination, Table } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { kindOf } from '#components/charts/cell-kinds.ts';
import { formatPlural, formatShare } from '#components/format/numbers.ts';
import { verdictWords } from '#components/plant/cell-words.ts';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import type { GridCell } from '#server/domain/views.ts';
import styles from './cell-table.module.css';

/** Rows in the page at one time, however large the plant is. */
const PAGE_ROWS = 50;

/** All the map says, in rows: for screen readers, and for eyes that prefer words. */
export function CellTable({ cells, hrefOf }: { cells: readonly GridCell[]; hrefOf: (cell: GridCell) => string }) {
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(cells.length / PAGE_ROWS));
  const current = Math.min(page, pages);
  const first = (current - 1) * PAGE_ROWS;
  const rows = cells.slice(first, first + PAGE_ROWS);
  return (
    <div>
      <div className={styles.scroll}>
        <Table verticalSpacing={5} highlightOnHover>
          <Table.Caption className={styles.caption ?? ''}>
            {cells.length === 0
              ? 'No array to list'
              : `${first + 1} to ${first + rows.length} of ${formatPlural(cells.length, 'array')}, row by row`}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Array</Table.Th>
              <Table.Th>Verdict</Table.Th>
              <Table.Th ta="right">Confidence</Table.Th>
              <Table.Th ta="right">Daylight data</Table.Th>
              <Table.Th ta="right">Row</Table.Th>
              <Table.Th ta="right">Column</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((cell) => (
              <Table.Tr key={cell.deviceId}>
                <Table.Td>
                  <Link href={hrefOf(cell)} prefetch={false}>
                    {cell.deviceId}
                  </Link>
                </Table.Td>
                <Table.Td>
                  <span className={styles.verdict}>
                    <KindSwatch kind={kindOf(cell)} />
                    {verdictWords(cell)}
                  </span>
                </Table.Td>
                <Table.Td ta="right">{cell.confidence === null ? '–' : formatShare(cell.confidence)}</Table.Td>
                <Table.Td ta="right">{cell.coverage === null ? '–' : formatShare(cell.coverage)}</Table.Td>
                <Table.Td ta="right">{cell.row}</Table.Td>
                <Table.Td ta="right">{cell.column}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {pages > 1 && (
        <Pagination
          mt="md"
          value={current}
          onChange={setPage}
          total={pages}
          getControlProps={(control) => ({ 'aria-label': `${control} page` })}
        />
      )}
    </div>
  );
}
