'use client';

import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { WORSE_CONFIDENCE, WORSE_LOSS_FACTOR } from '#domain/fault-state.ts';
import type { FaultChange } from '#domain/faults.ts';
import { isPlantDay, shiftPlantDay } from '#domain/plant-day.ts';
import styles from './faults-page.module.css';

const WEEK_DAYS = 7;

export function SnoozeForm({ today, onChange }: { today: string; onChange: (change: FaultChange) => void }) {
  const t = useTexts();
  const [kind, setKind] = useState('date');
  const [day, setDay] = useState(shiftPlantDay(today, WEEK_DAYS));
  const problem = kind === 'date' && !(isPlantDay(day) && day > today) ? t('fault.dayAfterToday') : null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null) onChange({ action: 'snooze', until: kind === 'date' ? day : null });
      }}
    >
      <Radio.Group label={t('fault.untilLabel')} value={kind} onChange={setKind}>
        <div className={styles.choices}>
          <Radio value="date" label={t('fault.untilDay')} data-autofocus />
          <Radio
            value="worse"
            label={t('fault.untilItWorsens')}
            description={t('fault.worseHint', { factor: WORSE_LOSS_FACTOR, points: WORSE_CONFIDENCE * 100 })}
          />
        </div>
      </Radio.Group>
      {kind === 'date' && (
        <TextInput
          type="date"
          label={t('fault.day')}
          value={day}
          min={shiftPlantDay(today, 1)}
          error={problem}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      )}
      <div className={styles.buttons}>
        <Button type="submit" disabled={problem !== null}>
          {t('fault.verb.snooze')}
        </Button>
      </div>
    </form>
  );
}
