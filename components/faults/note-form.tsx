'use client';

import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import styles from './faults-page.module.css';

const NOTE_LIMIT = 2000;

export function NoteForm({ onNote }: { onNote: (text: string) => void }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const submit = () => {
    if (text.trim() !== '') onNote(text.trim());
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        label={t('fault.verb.note')}
        description={t('fault.noteHint')}
        autosize
        minRows={3}
        maxLength={NOTE_LIMIT}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        }}
      />
      <div className={styles.buttons}>
        <Button type="submit" disabled={text.trim() === ''}>
          {t('fault.saveNote')}
        </Button>
      </div>
    </form>
  );
}
