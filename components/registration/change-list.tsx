'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '#components/ui/panel.tsx';
import { CHANGE_KINDS, type ChangeKind, type RegistrationPreview, type RegistrationRow } from '#domain/registration.ts';
import styles from './registration.module.css';

const WORDS: Record<ChangeKind, string> = {
  added: 'Added',
  changed: 'Changed',
  removed: 'Out of service',
  unchanged: 'Unchanged',
};
/** Rows that are shown before somebody asks for more. */
const STEP = 200;

interface ChangeListProps {
  preview: RegistrationPreview;
  done: boolean;
}

/** What becomes of each array, what changes first. */
export function ChangeList({ preview: { rows, rowsLeftOut, counts }, done }: ChangeListProps) {
  const [kind, setKind] = useState<ChangeKind | 'all'>('all');
  const [shown, setShown] = useState(STEP);
  const chosen = kind === 'all' ? rows : rows.filter((row) => row.kind === kind);
  const kinds = CHANGE_KINDS.filter((one) => counts[one] > 0);
  return (
    <Panel className={styles.list}>
      <div className={styles.listHead}>
        <h2 className={styles.heading}>{done ? 'What was registered' : 'What would be registered'}</h2>
        <SegmentedControl
          aria-label="Rows that are shown"
          size="xs"
          value={kind}
          onChange={(value) => {
            setKind(kinds.find((one) => one === value) ?? 'all');
            setShown(STEP);
          }}
          data={[
            { value: 'all', label: 'All' },
            ...kinds.map((one) => ({ value: one, label: `${WORDS[one]} ${counts[one]}` })),
          ]}
        />
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Array</th>
              <th scope="col">What</th>
              <th scope="col">Place</th>
              <th scope="col">Changes</th>
            </tr>
          </thead>
          <tbody>
            {chosen.slice(0, shown).map((row) => (
              <tr key={row.deviceId} data-kind={row.kind}>
                <td>{row.line ?? ''}</td>
                <td className={styles.id}>{row.deviceId}</td>
                <td>{WORDS[row.kind]}</td>
                <td>
                  {row.row}, {row.column}
                </td>
                <td>{changesOf(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen.length > shown && (
        <Button variant="subtle" className={styles.more ?? ''} onClick={() => setShown(shown + 5 * STEP)}>
          Show more of {chosen.length}
        </Button>
      )}
      {rowsLeftOut > 0 && <p className={styles.more}>{rowsLeftOut} more rows are not listed</p>}
    </Panel>
  );
}

const changesOf = ({ fields }: RegistrationRow) =>
  fields.map(({ name, before, after }) => `${name}: ${before ?? 'none'} → ${after ?? 'none'}`).join('; ');
