'use client';

import { Modal } from '@mantine/core';
import { AssignForm } from '#components/faults/assign-form.tsx';
import { NoteForm } from '#components/faults/note-form.tsx';
import { ResolveForm } from '#components/faults/resolve-form.tsx';
import { SnoozeForm } from '#components/faults/snooze-form.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { FaultChange, FaultView } from '#domain/faults.ts';

export type TriageQuestion = 'assign' | 'snooze' | 'resolve' | 'note';

interface TriageDialogProps {
  question: TriageQuestion | null;
  faults: readonly FaultView[];
  me: string;
  people: readonly string[];
  today: string;
  onClose: () => void;
  onChange: (change: FaultChange) => void;
  onNote: (text: string) => void;
}

/** Asks for what a verb needs to know: to whom, until when, why. */
export function TriageDialog(props: TriageDialogProps) {
  const t = useTexts();
  const { question, faults, me, people, today, onClose, onChange, onNote } = props;
  const [first] = faults;
  const about =
    first && faults.length === 1
      ? `${first.deviceId}, ${t(`kindsInText.${first.condition}`)}`
      : t('units.fault', { count: faults.length });
  const title = question === null ? '' : t(`fault.question.${question}`, { about });
  return (
    <Modal opened={question !== null} onClose={onClose} title={title} centered transitionProps={{ duration: 0 }}>
      {question === 'assign' && <AssignForm me={me} people={people} onChange={onChange} />}
      {question === 'snooze' && <SnoozeForm today={today} onChange={onChange} />}
      {question === 'resolve' && <ResolveForm today={today} onChange={onChange} />}
      {question === 'note' && <NoteForm onNote={onNote} />}
    </Modal>
  );
}
