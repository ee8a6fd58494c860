'use client';

import { NativeSelect, SegmentedControl, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelsQuery } from '#components/data/model-queries.ts';
import { type FirstStage, NOTE_LIMIT } from '#domain/run.ts';
import styles from './run-dialog.module.css';

/** What is the same for one run and for a range of them. */
export interface RunSettings {
  fromStage: FirstStage;
  /** Version of a model; empty for the one in use. */
  modelVersion: string;
  note: string;
}

export const plainSettings = (fromStage: FirstStage): RunSettings => ({ fromStage, modelVersion: '', note: '' });

/** The settings as a request has them: what is not said is left out. */
export function requestOf({ fromStage, modelVersion, note }: RunSettings) {
  return {
    fromStage,
    ...(modelVersion === '' ? {} : { modelVersion }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}

const HINTS: Record<FirstStage, string> = {
  ingest: 'Reads the readings again, then judges every array.',
  predict: 'Takes the series and images of the last whole ingest, and judges them again.',
};

interface FieldsProps {
  settings: RunSettings;
  onChange: (settings: RunSettings) => void;
}

/** From which stage, with which model. */
export function StageAndModel({ settings, onChange }: FieldsProps) {
  const models = useQuery(modelsQuery());
  const usable = models.data?.models.filter(({ problem }) => problem === null) ?? [];
  const inUse = usable.find((model) => model.inUse);
  return (
    <div className={styles.fields}>
      <fieldset className={styles.stage}>
        <legend className={styles.legend}>Begin with</legend>
        <SegmentedControl
          fullWidth
          aria-label="Begin with"
          data={[
            { value: 'ingest', label: 'Ingest' },
            { value: 'predict', label: 'Predict' },
          ]}
          value={settings.fromStage}
          onChange={(value) => onChange({ ...settings, fromStage: value === 'predict' ? 'predict' : 'ingest' })}
        />
        <p className={styles.hint}>{HINTS[settings.fromStage]}</p>
      </fieldset>
      <NativeSelect
        label="Model"
        value={settings.modelVersion}
        onChange={(event) => onChange({ ...settings, modelVersion: event.currentTarget.value })}
        data={[
          { value: '', label: inUse ? `${inUse.version} (in use)` : 'The one in use' },
          ...usable.filter((model) => !model.inUse).map(({ version }) => ({ value: version, label: version })),
        ]}
        error={models.error ? 'The other models could not be loaded' : null}
      />
    </div>
  );
}

export function NoteField({ settings, onChange }: FieldsProps) {
  return (
    <Textarea
      label="Note"
      description="Why this run: shown beside it in the history"
      placeholder="Optional"
      autosize
      minRows={2}
      maxLength={NOTE_LIMIT}
      value={settings.note}
      onChange={(event) => onChange({ ...settings, note: event.currentTarget.value })}
    />
  );
}
