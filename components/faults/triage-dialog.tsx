'use client';

import { Modal } from '@mantine/core';
import { AssignForm } from '#components/faults/assign-form.tsx';
import { NoteForm } from '#components/faults/note-form.tsx';
import { ResolveForm } from '#components/faults/resolve-form.tsx';
import { SnoozeForm } from '#components/faults/snooze-form.tsx';
import { formatPlural } from '#components/format/numbers.ts';
import { FAULT_LABELS } from '#domain/fault-kinds.ts';
import type { FaultChange, FaultView } from '#domain/faults.ts';

export type TriageQuestion = 'assign' | 'snooze' | 'resolve' | 'note';

const TITLES: Record<TriageQuestion, string> = {
  assign: 'Assign',
  snooze: 'Snooze',
  resolve: 'Resolve',
  note: 'Write a note',
};

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
  const { question, faults, me, people, today, onClose, onChange, onNote } = props;
  const [first] = faults;
  const about =
    first && faults.length === 1
      ? `${first.deviceId}, ${FAULT_LABELS[first.condition].toLowerCase()}`
      : formatPlural(faults.length, 'fault');
  const title = question === null ? '' : `${TITLES[question]}: ${about}`;
  return (
    <Modal opened={question !== null} onClose={onClose} title={title} centered transitionProps={{ duration: 0 }}>
      {question === 'assign' && <AssignForm me={me} people={people} onChange={onChange} />}
      {question === 'snooze' && <SnoozeForm today={today} onChange={onChange} />}
      {question === 'resolve' && <ResolveForm today={today} onChange={onChange} />}
      {question === 'note' && <NoteForm onNote={onNote} />}
    </Modal>
  );
}
