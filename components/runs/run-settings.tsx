'use client';

import { NativeSelect, SegmentedControl, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelsQuery } from '#components/data/model-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
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

interface FieldsProps {
  settings: RunSettings;
  onChange: (settings: RunSettings) => void;
}

/** From which stage, with which model. */
export function StageAndModel({ settings, onChange }: FieldsProps) {
  const t = useTexts();
  const models = useQuery(modelsQuery());
  const usable = models.data?.models.filter(({ problem }) => problem === null) ?? [];
  const inUse = usable.find((model) => model.inUse);
  return (
    <div className={styles.fields}>
      <fieldset className={styles.stage}>
        <legend className={styles.legend}>{t('run.beginWith')}</legend>
        <SegmentedControl
          fullWidth
          aria-label={t('run.beginWith')}
          data={[
            { value: 'ingest', label: t('run.stage.ingest') },
            { value: 'predict', label: t('run.stage.predict') },
          ]}
          value={settings.fromStage}
          onChange={(value) => onChange({ ...settings, fromStage: value === 'predict' ? 'predict' : 'ingest' })}
        />
        <p className={styles.hint}>{t(`run.hint.${settings.fromStage}`)}</p>
      </fieldset>
      <NativeSelect
        label={t('run.model')}
        value={settings.modelVersion}
        onChange={(event) => onChange({ ...settings, modelVersion: event.currentTarget.value })}
        data={[
          { value: '', label: inUse ? t('run.inUse', { version: inUse.version }) : t('run.theOneInUse') },
          ...usable.filter((model) => !model.inUse).map(({ version }) => ({ value: version, label: version })),
        ]}
        error={models.error ? t('run.modelsNotLoaded') : null}
      />
    </div>
  );
}

export function NoteField({ settings, onChange }: FieldsProps) {
  const t = useTexts();
  return (
    <Textarea
      label={t('run.note')}
      description={t('run.noteHint')}
      placeholder={t('common.optional')}
      autosize
      minRows={2}
      maxLength={NOTE_LIMIT}
      value={settings.note}
      onChange={(event) => onChange({ ...settings, note: event.currentTarget.value })}
    />
  );
}
