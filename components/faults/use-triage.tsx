'use client';

import { type ReactNode, useState } from 'react';
import { useChangeFaults, useNoteFault } from '#components/data/fault-queries.ts';
import { TriageDialog, type TriageQuestion } from '#components/faults/triage-dialog.tsx';
import { TriageOutcome, type TriageResult } from '#components/faults/triage-outcome.tsx';
import { mayMove } from '#domain/fault-state.ts';
import { type FaultChange, type FaultVerb, type FaultView, moveOf } from '#domain/faults.ts';

export interface Triage {
  /** Asks what has to be asked, then does it to the faults. */
  ask: (verb: FaultVerb | 'note', faults: readonly FaultView[]) => void;
  busy: boolean;
  /** The dialog that is open, if one is. */
  dialog: ReactNode;
  /** What came of the last thing that was done. */
  outcome: ReactNode;
}

/** Doing things to faults, from a list as from one fault's page. */
export function useTriage(options: { me: string; people: readonly string[]; today: string }): Triage {
  const change = useChangeFaults();
  const note = useNoteFault();
  const [asking, setAsking] = useState<{ question: TriageQuestion; faults: readonly FaultView[] } | null>(null);
  const [result, setResult] = useState<TriageResult | null>(null);
  const apply = (wanted: FaultChange, faults: readonly FaultView[]) => {
    const move = moveOf(wanted.action);
    const able = faults.filter(({ state }) => (move === null ? state !== 'withdrawn' : mayMove(state, move)));
    setAsking(null);
    if (able.length === 0) return setResult({ kind: 'nothing', verb: wanted.action, faults });
    change.mutate(
      { change: wanted, faults: able },
      {
        onSuccess: (done) =>
          setResult({ kind: 'done', verb: wanted.action, skipped: faults.length - able.length, ...done }),
        onError: (error) => setResult({ kind: 'failed', error }),
      },
    );
  };
  const write = (text: string, fault: FaultView | undefined) => {
    setAsking(null);
    if (!fault) return;
    note.mutate(
      { faultId: fault.id, note: text },
      {
        onSuccess: () => setResult({ kind: 'noted', fault }),
        onError: (error) => setResult({ kind: 'failed', error }),
      },
    );
  };
  const ask: Triage['ask'] = (verb, faults) => {
    if (faults.length === 0 || change.isPending) return;
    if (verb === 'acknowledge' || verb === 'reopen') return apply({ action: verb }, faults);
    setAsking({ question: verb, faults: verb === 'note' ? faults.slice(0, 1) : faults });
  };
  return {
    ask,
    busy: change.isPending || note.isPending,
    dialog: (
      <TriageDialog
        {...options}
        question={asking?.question ?? null}
        faults={asking?.faults ?? []}
        onClose={() => setAsking(null)}
        onChange={(wanted) => apply(wanted, asking?.faults ?? [])}
        onNote={(text) => write(text, asking?.faults[0])}
      />
    ),
    outcome: <TriageOutcome result={result} onClose={() => setResult(null)} />,
  };
}
