'use client';

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRequestRun } from '#components/data/use-request-run.ts';
import { RunPreview } from '#components/runs/run-preview.tsx';
import { NoteField, plainSettings, requestOf, StageAndModel } from '#components/runs/run-settings.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { isPlantDay } from '#domain/plant-day.ts';
import type { FirstStage } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';
import styles from './run-dialog.module.css';

interface RunDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Day to begin with. */
  day: string;
  /** The day can be changed in the dialog. */
  choosesDay?: boolean;
  /** Stage to begin with, until another is chosen. */
  fromStage?: FirstStage;
  today: string;
  onStarted?: (run: RunView) => void;
}

/** Asks before a run is started: from which stage, with which model, what it replaces; a refusal is shown where it happened. */
export function RunDialog({ opened, onClose, ...rest }: RunDialogProps) {
  const t = useTexts();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('run.runTitle')} size="lg">
      <RunForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function RunForm(props: Omit<RunDialogProps, 'opened'>) {
  const t = useTexts();
  const { choosesDay = false, today, onClose, onStarted } = props;
  const [day, setDay] = useState(props.day);
  const [settings, setSettings] = useState(plainSettings(props.fromStage ?? 'ingest'));
  const [held, setHeld] = useState(true);
  const request = useRequestRun();
  const dayProblem = !isPlantDay(day) ? t('run.chooseDate') : day > today ? t('run.notBegun') : null;
  const { fromStage, modelVersion } = requestOf(settings);
  const submit = () =>
    request.mutate(
      { day, ...requestOf(settings) },
      {
        onSuccess: (run) => {
          onClose();
          onStarted?.(run);
        },
      },
    );
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
          label={t('dayPicker.plantDay')}
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
        <p className={styles.day}>{t.day(day)}</p>
      )}
      <StageAndModel
        settings={settings}
        onChange={(next) => {
          setSettings(next);
          request.reset();
        }}
      />
      {dayProblem === null && (
        <RunPreview request={{ day, fromStage, ...(modelVersion ? { modelVersion } : {}) }} onHeld={setHeld} />
      )}
      <NoteField settings={settings} onChange={setSettings} />
      {request.error && (
        <Notice tone="bad" title={t('run.notStarted')}>
          {request.error.message}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button type="submit" loading={request.isPending} disabled={held || dayProblem !== null}>
          {t('run.start')}
        </Button>
      </div>
    </form>
  );
}
