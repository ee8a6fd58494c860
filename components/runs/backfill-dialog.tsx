'use client';

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useBackfill } from '#components/data/use-run-actions.ts';
import { BackfillPreview } from '#components/runs/backfill-preview.tsx';
import { NoteField, plainSettings, requestOf, StageAndModel } from '#components/runs/run-settings.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
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
  const t = useTexts();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('run.backfillTitle')} size="lg">
      <BackfillForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function BackfillForm(props: Omit<BackfillDialogProps, 'opened'>) {
  const t = useTexts();
  const { today, onClose } = props;
  const [range, setRange] = useState({ from: props.from, to: props.to });
  const [onlyOpen, setOnlyOpen] = useState(true);
  const [settings, setSettings] = useState(plainSettings('ingest'));
  const [runs, setRuns] = useState(0);
  const backfill = useBackfill();
  const yesterday = shiftPlantDay(today, -1);
  const parsed = dayRangeSchema.safeParse(range);
  const problem = parsed.success
    ? range.to > yesterday && t('run.rangeProblem')
    : (parsed.error.issues[0]?.message ?? t('run.chooseTwo'));
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
        <Notice tone="good" title={t('run.queuedRuns', { count: queued })}>
          {t('run.queuedText')}
        </Notice>
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t('common.close')}</Button>
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
            label={name === 'from' ? t('run.from') : t('run.toIncluded')}
            value={range[name]}
            max={yesterday}
            required
            error={name === 'to' && problem}
            onChange={(event) => change(setRange)({ ...range, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Checkbox
        label={t('run.onlyOpen')}
        description={t('run.onlyOpenHint')}
        checked={onlyOpen}
        onChange={(event) => change(setOnlyOpen)(event.currentTarget.checked)}
      />
      <StageAndModel settings={settings} onChange={change(setSettings)} />
      {!problem && <BackfillPreview request={request} onRuns={setRuns} />}
      <NoteField settings={settings} onChange={setSettings} />
      {backfill.error && (
        <Notice tone="bad" title={t('run.backfillFailed')}>
          {backfill.error.message}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button type="submit" loading={backfill.isPending} disabled={Boolean(problem) || runs === 0}>
          {runs === 0 ? t('run.startRuns') : t('run.startCount', { count: runs })}
        </Button>
      </div>
    </form>
  );
}
