import type { FaultFilterState } from '#components/faults/fault-filter.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { FaultSort } from '#domain/faults.ts';
import styles from './fault-table.module.css';

type ColumnName = 'fault' | 'state' | 'loss' | 'lossPerDay' | 'confidence' | 'since' | 'lastSeen' | 'assignee' | 'note';

const COLUMNS: readonly { name: ColumnName; sort: FaultSort | null; className: string | undefined }[] = [
  { name: 'fault', sort: 'array', className: styles.fault },
  { name: 'state', sort: null, className: styles.state },
  { name: 'loss', sort: 'loss', className: styles.figure },
  { name: 'lossPerDay', sort: 'lossPerDay', className: styles.figure },
  { name: 'confidence', sort: 'confidence', className: styles.figure },
  { name: 'since', sort: 'since', className: styles.since },
  { name: 'lastSeen', sort: 'lastSeen', className: styles.seen },
  { name: 'assignee', sort: null, className: styles.who },
  { name: 'note', sort: null, className: styles.note },
];

/** The head of the table: a column that can be sorted by is a button, and says which way it is. */
export function FaultColumns({ filter, onSort }: { filter: FaultFilterState; onSort: (sort: FaultSort) => void }) {
  const t = useTexts();
  return (
    <thead>
      <tr className={styles.head}>
        <th className={styles.pick} scope="col">
          <span className={styles.hidden}>{t('fault.selected')}</span>
        </th>
        {COLUMNS.map(({ name, sort, className }) => {
          const label = t(`fault.column.${name}`);
          const sorted = sort !== null && sort === filter.sort;
          const way = filter.order === 'asc' ? 'ascending' : 'descending';
          return (
            <th key={label} scope="col" className={className} aria-sort={sorted ? way : undefined}>
              {sort === null ? (
                label
              ) : (
                <button type="button" className={styles.sort} data-sorted={sorted} onClick={() => onSort(sort)}>
                  {label}
                  {sorted && <span aria-hidden="true">{filter.order === 'asc' ? ' ↑' : ' ↓'}</span>}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
