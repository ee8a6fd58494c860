'use client';

import { Button, Modal } from '@mantine/core';
import { useDecideFinding } from '#components/data/commissioning-queries.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { FindingView } from '#domain/commissioning.ts';
import styles from './commissioning.module.css';
import { changesOf } from './finding-words.ts';

const MOST_LINES = 12;

/** Shows what would change in the registry before it does. */
export function ApplyDialog({ finding, onClose }: { finding: FindingView | null; onClose: () => void }) {
  const decide = useDecideFinding();
  const changes = changesOf(finding?.proposal ?? null);
  const close = () => {
    decide.reset();
    onClose();
  };
  return (
    <Modal
      opened={finding !== null}
      onClose={close}
      title="Change what is registered?"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.form}>
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">Array</th>
              <th scope="col">What</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, MOST_LINES).map(({ deviceId, what, from, to }) => (
              <tr key={`${deviceId} ${what}`}>
                <th scope="row">{deviceId}</th>
                <td>{what}</td>
                <td>{from}</td>
                <td>{to}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {changes.length > MOST_LINES && (
          <p className={styles.text}>and {changes.length - MOST_LINES} more lines alike</p>
        )}
        <p className={styles.advice}>
          It counts from the next run on. Published days keep their verdicts until they are run again.
        </p>
        {decide.error && (
          <Notice tone="bad" title="Nothing was changed">
            {decide.error.message}
          </Notice>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            Keep it
          </Button>
          <Button
            loading={decide.isPending}
            onClick={() => finding && decide.mutate({ findingId: finding.id, verb: 'apply' }, { onSuccess: close })}
          >
            Apply
          </Button>
        </div>
      </div>
    </Modal>
  );
}
