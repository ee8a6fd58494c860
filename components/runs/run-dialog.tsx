'use client';

import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRequestRun } from '#components/data/use-request-run.ts';
import { formatDay } from '#components/format/time.ts';
import { RunPreview } from '#components/runs/run-preview.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { isPlantDay } from '#server/domain/plant-day.ts';
import type { RunView } from '#server/domain/views.ts';
import styles from './run-dialog.module.css';

const NOTE_LIMIT = 500;

interface RunDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Day to begin with. */
  day: string;
  /** The day can be changed in the dialog. */
  choosesDay?: boolean;
  today: string;
  onStarted?: (run: RunView) => void;
}

/** Asks before a run is started: says what it replaces, takes a note, and shows a refusal where it happened. */
export function RunDialog({ opened, onClose, ...rest }: RunDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Run a plant day"
      centered
      size="lg"
      classNames={{ title: styles.title ?? '' }}
    >
      <RunForm {...rest} onClose={onClose} />
    </Modal>
  );
}

function RunForm({ day: firstDay, choosesDay = false, today, onClose, onStarted }: Omit<RunDialogProps, 'opened'>) {
  const [day, setDay] = useState(firstDay);
  const [note, setNote] = useState('');
  const [held, setHeld] = useState(true);
  const request = useRequestRun();
  const dayProblem = !isPlantDay(day) ? 'Choose a date' : day > today ? 'This day has not begun yet' : null;
  const submit = () =>
    request.mutate(note.trim() === '' ? { day } : { day, note }, {
      onSuccess: (run) => {
        onClose();
        onStarted?.(run);
      },
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {choosesDay ? (
        <TextInput
          type="date"
          label="Plant day"
          value={day}
          max={today}
          required
          error={dayProblem}
          onChange={(event) => {
            setDay(event.currentTarget.value);
            request.reset();
          }}
        />
      ) : (
        <p className={styles.day}>{formatDay(day)}</p>
      )}
      {dayProblem === null && <RunPreview day={day} onHeld={setHeld} />}
      <Textarea
        label="Note"
        description="Why this run: shown beside it in the history"
        placeholder="Optional"
        autosize
        minRows={2}
        maxLength={NOTE_LIMIT}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {request.error && (
        <Notice tone="bad" title="The run was not started">
          {request.error.message}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" loading={request.isPending} disabled={held || dayProblem !== null}>
          Start run
        </Button>
      </div>
    </form>
  );
}
