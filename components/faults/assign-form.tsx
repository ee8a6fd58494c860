'use client';

import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { FaultChange } from '#domain/faults.ts';
import styles from './faults-page.module.css';

interface AssignFormProps {
  me: string;
  people: readonly string[];
  onChange: (change: FaultChange) => void;
}

export function AssignForm({ me, people, onChange }: AssignFormProps) {
  const t = useTexts();
  const [name, setName] = useState(me);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ action: 'assign', assignee: name.trim() === '' ? null : name.trim() });
      }}
    >
      <Autocomplete
        label={t('fault.to')}
        description={t('fault.toHint')}
        value={name}
        onChange={setName}
        data={[...new Set([me, ...people])]}
        maxLength={200}
        openOnFocus={false}
        data-autofocus
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => onChange({ action: 'assign', assignee: null })}>
          {t('fault.toNobody')}
        </Button>
        <Button type="submit">{t('fault.verb.assign')}</Button>
      </div>
    </form>
  );
}
