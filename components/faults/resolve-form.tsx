'use client';

import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';

import { type FaultChange, RESOLVE_CAUSES, type ResolveCause } from '#domain/faults.ts';
import { isPlantDay } from '#domain/plant-day.ts';
import styles from './faults-page.module.css';

const NOTE_LIMIT = 2000;

export function ResolveForm({ today, onChange }: { today: string; onChange: (change: FaultChange) => void }) {
  const t = useTexts();
  const [cause, setCause] = useState<ResolveCause>('repaired');
  const [note, setNote] = useState('');
  const [day, setDay] = useState(today);
  const problem = isPlantDay(day) && day <= today ? null : t('fault.dayUpToToday');
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
        label={t('fault.causeLabel')}
        data-autofocus
        value={cause}
        data={RESOLVE_CAUSES.map((value) => ({ value, label: t(`fault.cause.${value}`) }))}
        onChange={(event) => {
          const chosen = RESOLVE_CAUSES.find((value) => value === event.currentTarget.value);
          if (chosen) setCause(chosen);
        }}
      />
      <TextInput
        type="date"
        label={t('fault.doneOn')}
        description={t('fault.doneHint')}
        value={day}
        max={today}
        error={problem}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Textarea
        label={t('fault.verb.note')}
        placeholder={t('common.optional')}
        autosize
        minRows={2}
        maxLength={NOTE_LIMIT}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" disabled={problem !== null}>
          {t('fault.verb.resolve')}
        </Button>
      </div>
    </form>
  );
}
