'use client';

import { Kbd, Modal } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { useAllListedKeys } from '#components/ui/shortcuts.ts';
import styles from './shortcut-sheet.module.css';

/** Every key of the page at hand with what it does. */
export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTexts();
  const entries = useAllListedKeys();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.keys')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={styles.keys}>
        {entries.map(({ keys, words }) => (
          <div key={`${keys} ${words}`} className={styles.row}>
            <dt className={styles.words}>{words}</dt>
            <dd className={styles.key}>
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
