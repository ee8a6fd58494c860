'use client';

import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { FaultColumns } from '#components/faults/fault-columns.tsx';
import type { FaultFilterState } from '#components/faults/fault-filter.ts';
import { FaultRow } from '#components/faults/fault-row.tsx';
import type { FaultView } from '#domain/faults.ts';
import type { Tariff } from '#domain/tariff.ts';
import styles from './fault-table.module.css';

const ROW_PX = 54;
/** What a row takes beyond, for the two lines that say its loss may be none. */
const DOUBT_PX = 34;
const CARD_PX = 152;
const OVERSCAN_ROWS = 5;
// What stays at the top of the window and would cover a row: the page's bar, and the table's head where there is one.
const BAR_PX = 56;
const HEAD_PX = 38;

interface FaultTableProps {
  faults: readonly FaultView[];
  /** Faults of the filter, also those that are not loaded yet. */
  total: number;
  tariff: Tariff | null;
  filter: FaultFilterState;
  active: number;
  /** Whether the active row should have the focus: after a key moved to it. */
  moved: boolean;
  selected: ReadonlySet<string>;
  selectable: boolean;
  /** Every row at once, for paper. */
  whole: boolean;
  onActive: (index: number) => void;
  onSelect: (fault: FaultView) => void;
  onSort: (sort: FaultFilterState['sort']) => void;
  /** The last loaded row is near. */
  onEnd: () => void;
}

/** The faults; however many there are, the page holds only the rows that can be seen. */
export function FaultTable(props: FaultTableProps) {
  const { faults, total, filter, active, moved, whole, onEnd } = props;
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  const cards = useMediaQuery('(max-width: 800px)', false, { getInitialValueInEffect: false });
  const sizeOf = (index: number) => (cards ? CARD_PX : ROW_PX) + (faults[index]?.withinUncertainty ? DOUBT_PX : 0);
  const rows = useWindowVirtualizer({
    count: faults.length,
    estimateSize: sizeOf,
    overscan: OVERSCAN_ROWS,
    scrollMargin: top,
    scrollPaddingStart: cards ? BAR_PX : BAR_PX + HEAD_PX,
    getItemKey: (index) => faults[index]?.id ?? index,
  });
  useLayoutEffect(() => {
    const body = table.current?.tBodies[0];
    // Notices come and go above the table.
    if (body) setTop(body.getBoundingClientRect().top + window.scrollY);
  });
  const seen = rows.getVirtualItems();
  const lastSeen = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (faults.length < total && lastSeen >= faults.length - 20) onEnd();
  }, [lastSeen, faults.length, total, onEnd]);
  useEffect(() => {
    if (!moved) return;
    rows.scrollToIndex(active, { align: 'auto' });
    // The row may be drawn only after the scrolling: it gets the focus as soon as it is there.
    const frame = requestAnimationFrame(() => focusRow(table.current, active));
    return () => cancelAnimationFrame(frame);
  }, [active, moved, rows]);
  const shown = whole ? faults.map((_, index) => ({ index, start: 0 })) : seen;
  return (
    <table ref={table} className={styles.table} data-whole={whole} aria-rowcount={total + 1}>
      <FaultColumns filter={filter} onSort={props.onSort} />
      <tbody style={whole ? undefined : { height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const fault = faults[index];
          if (!fault) return null;
          return (
            <FaultRow
              key={fault.id}
              fault={fault}
              index={index}
              tariff={props.tariff}
              active={index === active}
              selected={props.selected.has(fault.id)}
              selectable={props.selectable}
              onFocus={() => props.onActive(index)}
              onSelect={() => props.onSelect(fault)}
              {...(whole ? {} : { style: { transform: `translateY(${start - top}px)`, height: sizeOf(index) } })}
            />
          );
        })}
      </tbody>
    </table>
  );
}

function focusRow(table: HTMLTableElement | null, index: number): void {
  table?.querySelector<HTMLElement>(`tr[data-index="${index}"] a`)?.focus({ preventScroll: true });
}
