'use client';

import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import type { FaultChange } from '#domain/faults.ts';
import styles from './faults-page.module.css';

interface AssignFormProps {
  me: string;
  people: readonly string[];
  onChange: (change: FaultChange) => void;
}

export function AssignForm({ me, people, onChange }: AssignFormProps) {
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
        label="To"
        description="You, a name that was seen before, or another one; empty for nobody"
        value={name}
        onChange={setName}
        data={[...new Set([me, ...people])]}
        maxLength={200}
        openOnFocus={false}
        data-autofocus
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => onChange({ action: 'assign', assignee: null })}>
          To nobody
        </Button>
        <Button type="submit">Assign</Button>
      </div>
    </form>
  );
}
