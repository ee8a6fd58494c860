'use client';

import { Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { historyQuery, postNote } from '#components/data/array-queries.ts';
import { formatInstant } from '#components/format/time.ts';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import styles from './notes-card.module.css';

/** What people wrote about this array-day, and room for more. Text is shown as it was written, never as markup. */
export function NotesCard(props: { deviceId: string; day: string; utcOffsetMinutes: number }) {
  const { deviceId, day, utcOffsetMinutes } = props;
  const client = useQueryClient();
  const [text, setText] = useState('');
  const { data } = useQuery(historyQuery(deviceId, day));
  const notes = data?.days.find((entry) => entry.day === day)?.notes ?? [];
  const add = useMutation({
    mutationFn: () => postNote(deviceId, day, text),
    onSuccess: () => {
      setText('');
      return client.invalidateQueries({ queryKey: ['array-day', deviceId] });
    },
  });
  return (
    <Panel title="Notes on this day">
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note.id}>
              <p>{note.text}</p>
              <span>
                {note.by}, {formatInstant(note.at, utcOffsetMinutes)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) add.mutate();
        }}
      >
        <Textarea
          aria-label="New note"
          placeholder="What was found or done"
          autosize
          minRows={2}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <GuardedButton
          action="notes.write"
          type="submit"
          variant="default"
          mt={8}
          loading={add.isPending}
          disabled={text.trim() === ''}
        >
          Add note
        </GuardedButton>
        {add.error && <ProblemNotice what="The note" error={add.error} onRetry={() => add.mutate()} />}
      </form>
    </Panel>
  );
}
