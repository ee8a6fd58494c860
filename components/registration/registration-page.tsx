'use client';

import { Button, Checkbox, FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  type RegistrationAsked,
  useApplyRegistration,
  usePreviewRegistration,
} from '#components/data/registration-queries.ts';
import { ChangeList } from '#components/registration/change-list.tsx';
import { ProblemList } from '#components/registration/problem-list.tsx';
import type { Texts } from '#components/texts/texts.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { addressOf } from '#domain/api/address.ts';
import { exportPlant } from '#domain/api/plants.ts';
import { formatUtcOffset } from '#domain/plant-day.ts';
import { LARGE_BODY_BYTES, type RegistrationPreview } from '#domain/registration.ts';
import { parseUtcOffset } from '#domain/utc-offset.ts';
import styles from './registration.module.css';

/** Registers the arrays of a file: chosen, looked at row by row, and then all of it or nothing. */
export function RegistrationPage({ plantId }: { plantId: string }) {
  const t = useTexts();
  const [file, setFile] = useState<RegistrationAsked['file'] | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const [removeMissing, setRemoveMissing] = useState(false);
  const [said, setSaid] = useState({ name: '', utcOffset: '' });
  const preview = usePreviewRegistration(plantId);
  const apply = useApplyRegistration(plantId);

  const askedFor = (of: RegistrationAsked['file'], remove: boolean, { name, utcOffset }: typeof said) => ({
    file: of,
    removeMissing: remove,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(utcOffset === '' ? {} : { utcOffset }),
  });
  const badOffset = said.utcOffset !== '' && parseUtcOffset(said.utcOffset) === null;
  const look = (of: RegistrationAsked['file'] | null, remove = removeMissing, what = said) => {
    apply.reset();
    if (of && (what.utcOffset === '' || parseUtcOffset(what.utcOffset) !== null))
      preview.mutate(askedFor(of, remove, what));
    else preview.reset();
  };
  const choose = async (chosen: File | null) => {
    setFile(null);
    setUnread(null);
    look(null);
    if (!chosen) return;
    // JSON writes quotes and line ends in two characters each.
    if (chosen.size > LARGE_BODY_BYTES * 0.8) {
      setUnread(t('registration.tooLarge'));
      return;
    }
    const read = { name: chosen.name.slice(0, 200), text: await chosen.text() };
    setFile(read);
    look(read);
  };

  const found = apply.data ?? preview.data;
  const error = apply.error ?? preview.error;
  const changes = found ? found.counts.added + found.counts.changed + found.counts.removed : 0;
  const ready = preview.data && preview.data.problems.length === 0 && !preview.isPending && !badOffset;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('pages.register')}</h1>
        <span className={styles.sub}>
          {t.rich('registration.sub', {
            plant: plantId,
            link: (text) => (
              <a href={addressOf(exportPlant, { params: { plantId } })} download>
                {text}
              </a>
            ),
          })}
        </span>
      </div>
      <Panel className={styles.form}>
        <FileInput
          label={t('registration.file')}
          description={t('registration.fileHint')}
          placeholder={t('registration.choose')}
          accept=".csv,.json,text/csv,application/json"
          clearable
          onChange={(chosen) => void choose(chosen)}
        />
        <div className={styles.fields}>
          <TextInput
            label={t('registration.name')}
            description={t('registration.nameHint')}
            maxLength={100}
            value={said.name}
            onChange={(event) => setSaid({ ...said, name: event.currentTarget.value })}
            onBlur={() => look(file)}
          />
          <TextInput
            label={t('registration.offset')}
            description={t('registration.offsetHint')}
            maxLength={6}
            error={badOffset ? t('registration.badOffset') : undefined}
            value={said.utcOffset}
            onChange={(event) => setSaid({ ...said, utcOffset: event.currentTarget.value.trim() })}
            onBlur={() => look(file)}
          />
        </div>
        <Checkbox
          label={t('registration.removeMissing')}
          description={t('registration.removeMissingHint')}
          checked={removeMissing}
          onChange={(event) => {
            setRemoveMissing(event.currentTarget.checked);
            look(file, event.currentTarget.checked);
          }}
        />
        {unread !== null && (
          <Notice tone="bad" title={t('registration.notRead')}>
            {unread}
          </Notice>
        )}
        {error && (
          <Notice tone="bad" title={t('registration.notRegistered')}>
            <span className={styles.lines}>{error.message}</span>
          </Notice>
        )}
        {apply.data ? (
          <Notice tone="good" title={t('registration.registered', { count: apply.data.arrays })}>
            {t('registration.fromNow', { summary: wordsOf(apply.data, t) })}
          </Notice>
        ) : (
          <div className={styles.buttons}>
            <span className={styles.sub} role="status">
              {preview.isPending ? t('registration.reading') : preview.data ? wordsOf(preview.data, t) : ''}
            </span>
            <Button
              disabled={!ready || file === null}
              loading={apply.isPending}
              onClick={() => file && apply.mutate(askedFor(file, removeMissing, said))}
            >
              {changes > 0 ? t('registration.registerChanges', { count: changes }) : t('registration.register')}
            </Button>
          </div>
        )}
      </Panel>
      {found && found.problems.length > 0 && <ProblemList preview={found} />}
      {found && found.rows.length > 0 && (
        <ChangeList key={found.plantId} preview={found} done={apply.data !== undefined} />
      )}
    </div>
  );
}

function wordsOf({ counts, missing, name, utcOffsetMinutes, isNew }: RegistrationPreview, t: Texts): string {
  const whole = t('registration.summary', counts);
  const summary = missing > counts.removed ? t('registration.notInFile', { summary: whole, missing }) : whole;
  return isNew ? t('registration.newPlant', { name, zone: formatUtcOffset(utcOffsetMinutes), summary }) : summary;
}
