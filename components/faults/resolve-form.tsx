'use client';

import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CAUSE_LABELS } from '#components/faults/fault-words.ts';
import { type FaultChange, RESOLVE_CAUSES, type ResolveCause } from '#domain/faults.ts';
import { isPlantDay } from '#domain/plant-day.ts';
import styles from './faults-page.module.css';

const NOTE_LIMIT = 2000;

export function ResolveForm({ today, onChange }: { today: string; onChange: (change: FaultChange) => void }) {
  const [cause, setCause] = useState<ResolveCause>('repaired');
  const [note, setNote] = useState('');
  const [day, setDay] = useState(today);
  const problem = isPlantDay(day) && day <= today ? null : 'Choose a day up to today';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (problem !== null) return;
        onChange({ action: 'resolve', cause, day, ...(note.trim() === '' ? {} : { note: note.trim() }) });
      }}
    >
      <NativeSelect
        label="Cause"
        data-autofocus
        value={cause}
        data={RESOLVE_CAUSES.map((value) => ({ value, label: CAUSE_LABELS[value] }))}
        onChange={(event) => {
          const chosen = RESOLVE_CAUSES.find((value) => value === event.currentTarget.value);
          if (chosen) setCause(chosen);
        }}
      />
      <TextInput
        type="date"
        label="Done on"
        description="If a later day shows the fault, it is regressed"
        value={day}
        max={today}
        error={problem}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Textarea
        label="Note"
        placeholder="Optional"
        autosize
        minRows={2}
        maxLength={NOTE_LIMIT}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" disabled={problem !== null}>
          Resolve
        </Button>
      </div>
    </form>
  );
}
