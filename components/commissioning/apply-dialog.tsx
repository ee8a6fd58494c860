'use client';

import { Button, Modal } from '@mantine/core';
import { useDecideFinding } from '#components/data/commissioning-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { FindingView } from '#domain/commissioning.ts';
import styles from './commissioning.module.css';
import { changesOf } from './finding-words.ts';

const MOST_LINES = 12;

/** Shows what would change in the registry before it does. */
export function ApplyDialog({ finding, onClose }: { finding: FindingView | null; onClose: () => void }) {
  const t = useTexts();
  const decide = useDecideFinding();
  const changes = changesOf(finding?.proposal ?? null, t);
  const close = () => {
    decide.reset();
    onClose();
  };
  return (
    <Modal
      opened={finding !== null}
      onClose={close}
      title={t('commissioning.applyQuestion')}
      centered
      closeButtonProps={{ 'aria-label': t('common.closeDialog') }}
    >
      <div className={styles.form}>
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">{t('plant.array')}</th>
              <th scope="col">{t('commissioning.column.what')}</th>
              <th scope="col">{t('commissioning.column.from')}</th>
              <th scope="col">{t('commissioning.column.to')}</th>
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
          <p className={styles.text}>{t('commissioning.moreChanges', { count: changes.length - MOST_LINES })}</p>
        )}
        <p className={styles.advice}>{t('commissioning.applyText')}</p>
        {decide.error && (
          <Notice tone="bad" title={t('commissioning.notChanged')}>
            {decide.error.message}
          </Notice>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={decide.isPending}
            onClick={() => finding && decide.mutate({ findingId: finding.id, verb: 'apply' }, { onSuccess: close })}
          >
            {t('commissioning.apply')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
