'use client';

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useBackfill } from '#components/data/use-run-actions.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { BackfillPreview } from '#components/runs/backfill-preview.tsx';
import { NoteField, plainSettings, requestOf, StageAndModel } from '#components/runs/run-settings.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { dayRangeSchema } from '#domain/day-range.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import styles from './run-dialog.module.css';

interface BackfillDialogProps {
  opened: boolean;
  onClose: () => void;
  from: string;
  to: string;
  today: string;
}

/** Runs every day of a range, or those alone that have no result or failed; says before which those are. */
export function BackfillDialog({ opened, onClose, ...rest }: BackfillDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Back-fill a range of days" size="lg">
      <BackfillForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function BackfillForm(props: Omit<BackfillDialogProps, 'opened'>) {
  const { today, onClose } = props;
  const [range, setRange] = useState({ from: props.from, to: props.to });
  const [onlyOpen, setOnlyOpen] = useState(true);
  const [settings, setSettings] = useState(plainSettings('ingest'));
  const [runs, setRuns] = useState(0);
  const backfill = useBackfill();
  const yesterday = shiftPlantDay(today, -1);
  const parsed = dayRangeSchema.safeParse(range);
  const problem = parsed.success
    ? range.to > yesterday && 'The range must end before today'
    : (parsed.error.issues[0]?.message ?? 'Choose two dates');
  const { note, ...wanted } = requestOf(settings);
  const request = { ...range, ...wanted, only: onlyOpen ? (['missing', 'failed'] as const).slice() : [] };
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value);
      backfill.reset();
    };
  };
  if (backfill.data) {
    const queued = backfill.data.runs.filter(({ isNew }) => isNew).length;
    return (
      <div className={styles.form}>
        <Notice tone="good" title={`${formatPlural(queued, 'run')} queued`}>
          Workers take a few at a time, the oldest day first. The history shows how far they are.
        </Notice>
        <div className={styles.buttons}>
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        backfill.mutate(note === undefined ? request : { ...request, note });
      }}
    >
      <div className={styles.fields}>
        {(['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={name === 'from' ? 'From' : 'To, this day included'}
            value={range[name]}
            max={yesterday}
            required
            error={name === 'to' && problem}
            onChange={(event) => change(setRange)({ ...range, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Checkbox
        label="Failed and missing only"
        description="Days without a published result, and days whose newest run failed"
        checked={onlyOpen}
        onChange={(event) => change(setOnlyOpen)(event.currentTarget.checked)}
      />
      <StageAndModel settings={settings} onChange={change(setSettings)} />
      {!problem && <BackfillPreview request={request} onRuns={setRuns} />}
      <NoteField settings={settings} onChange={setSettings} />
      {backfill.error && (
        <Notice tone="bad" title="The back-fill was not started">
          {backfill.error.message}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" loading={backfill.isPending} disabled={Boolean(problem) || runs === 0}>
          {runs === 0 ? 'Start runs' : `Start ${formatPlural(runs, 'run')}`}
        </Button>
      </div>
    </form>
  );
}
