'use client';

import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { WORSE_CONFIDENCE, WORSE_LOSS_FACTOR } from '#domain/fault-state.ts';
import type { FaultChange } from '#domain/faults.ts';
import { isPlantDay, shiftPlantDay } from '#domain/plant-day.ts';
import styles from './faults-page.module.css';

const WEEK_DAYS = 7;

export function SnoozeForm({ today, onChange }: { today: string; onChange: (change: FaultChange) => void }) {
  const [kind, setKind] = useState('date');
  const [day, setDay] = useState(shiftPlantDay(today, WEEK_DAYS));
  const problem = kind === 'date' && !(isPlantDay(day) && day > today) ? 'Choose a day after today' : null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null) onChange({ action: 'snooze', until: kind === 'date' ? day : null });
      }}
    >
      <Radio.Group label="Until" value={kind} onChange={setKind}>
        <div className={styles.choices}>
          <Radio value="date" label="a day" data-autofocus />
          <Radio
            value="worse"
            label="it is worse"
            description={`A day that loses ${WORSE_LOSS_FACTOR} times as much as the last one; without a known loss, a verdict ${WORSE_CONFIDENCE * 100} points surer`}
          />
        </div>
      </Radio.Group>
      {kind === 'date' && (
        <TextInput
          type="date"
          label="Day"
          value={day}
          min={shiftPlantDay(today, 1)}
          error={problem}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      )}
      <div className={styles.buttons}>
        <Button type="submit" disabled={problem !== null}>
          Snooze
        </Button>
      </div>
    </form>
  );
}
