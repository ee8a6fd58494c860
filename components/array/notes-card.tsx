'use client';

import { Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { historyQuery } from '#components/data/array-queries.ts';
import { call } from '#components/data/call.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { addNote } from '#domain/api/array-days.ts';
import styles from './notes-card.module.css';

interface NotesCardProps {
  deviceId: string;
  day: string;
  utcOffsetMinutes: number;
  /** Another day was asked for and is not there yet. */
  changing: boolean;
}

/** What people wrote about this array-day, and room for more. Text is shown as it was written, never as markup. */
export function NotesCard(props: NotesCardProps) {
  const t = useTexts();
  const { deviceId, day, utcOffsetMinutes, changing } = props;
  const client = useQueryClient();
  // What is being written is of the day it was begun on, and still there when one comes back to it.
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const text = drafts[day] ?? '';
  const setText = (of: string, draft: string) => setDrafts((all) => ({ ...all, [of]: draft }));
  const { data } = useQuery(historyQuery(deviceId, day));
  const notes = data?.days.find((entry) => entry.day === day)?.notes ?? [];
  const add = useMutation({
    mutationFn: ({ day, text }: { day: string; text: string }) =>
      call(addNote, { params: { deviceId, day }, body: { text } }),
    onSuccess: (_, note) => {
      setText(note.day, '');
      return client.invalidateQueries({ queryKey: ['array-day', deviceId] });
    },
  });
  return (
    <Panel title={t('array.notes')}>
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note.id}>
              <p>{note.text}</p>
              <span>
                {note.by}, {t.instant(note.at, utcOffsetMinutes)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() && !changing) add.mutate({ day, text });
        }}
      >
        <Textarea
          aria-label={t('array.newNote')}
          placeholder={t('array.noteHint')}
          autosize
          minRows={2}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(day, event.currentTarget.value)}
        />
        <GuardedButton
          action="notes.write"
          type="submit"
          variant="default"
          mt={8}
          loading={add.isPending}
          disabled={text.trim() === '' || changing}
        >
          {t('array.addNote')}
        </GuardedButton>
        {add.error && add.variables.day === day && (
          <Notice tone="bad" title={t('array.noteNotSaved')}>
            {add.error.message}
          </Notice>
        )}
      </form>
    </Panel>
  );
}
