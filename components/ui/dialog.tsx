'use client';

import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: 'md' | 'lg';
  children: ReactNode;
}

/** A question over the page. Its head is no `header` element: that would be a second banner of the page. */
export function Dialog({ opened, onClose, title, size = 'md', children }: DialogProps) {
  const t = useTexts();
  return (
    <Modal.Root opened={opened} onClose={onClose} centered size={size}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.closeDialog')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
