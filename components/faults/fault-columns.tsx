import type { FaultFilterState } from '#components/faults/fault-filter.ts';
import type { FaultSort } from '#domain/faults.ts';
import styles from './fault-table.module.css';

const COLUMNS: readonly { label: string; sort: FaultSort | null; className: string | undefined }[] = [
  { label: 'Fault', sort: 'array', className: styles.fault },
  { label: 'State', sort: null, className: styles.state },
  { label: 'Loss in all', sort: 'loss', className: styles.figure },
  { label: 'Loss a day', sort: 'lossPerDay', className: styles.figure },
  { label: 'Confidence', sort: 'confidence', className: styles.figure },
  { label: 'Since', sort: 'since', className: styles.since },
  { label: 'Last seen', sort: 'lastSeen', className: styles.seen },
  { label: 'Assignee', sort: null, className: styles.who },
  { label: 'Latest note', sort: null, className: styles.note },
];

/** The head of the table: a column that can be sorted by is a button, and says which way it is. */
export function FaultColumns({ filter, onSort }: { filter: FaultFilterState; onSort: (sort: FaultSort) => void }) {
  return (
    <thead>
      <tr className={styles.head}>
        <th className={styles.pick} scope="col">
          <span className={styles.hidden}>Selected</span>
        </th>
        {COLUMNS.map(({ label, sort, className }) => {
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
