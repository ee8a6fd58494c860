'use client';

import { Button } from '@mantine/core';
import { ApiError } from '#components/data/api-error.ts';
import type { ChangedFaults } from '#components/data/fault-queries.ts';
import { STATE_WORDS, VERB_PAST } from '#components/faults/fault-words.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { FaultVerb, FaultView } from '#domain/faults.ts';

export type TriageResult =
  | ({ kind: 'done'; verb: FaultVerb; skipped: number } & ChangedFaults)
  | { kind: 'nothing'; verb: FaultVerb; faults: readonly FaultView[] }
  | { kind: 'noted'; fault: FaultView }
  | { kind: 'failed'; error: Error };

const SHOWN_REASONS = 8;

/** What came of it: what was done, what somebody else had changed first and who, what could not be. */
export function TriageOutcome({ result, onClose }: { result: TriageResult | null; onClose: () => void }) {
  if (result === null) return null;
  const close = (
    <Button variant="subtle" size="compact-sm" color="gray" onClick={onClose}>
      Dismiss
    </Button>
  );
  if (result.kind === 'failed') {
    // An answer that did not come says nothing of what was done.
    const unknown = result.error instanceof ApiError && result.error.status === 0;
    return (
      <Notice
        tone="bad"
        title={unknown ? 'Whether anything was changed is not known' : 'Nothing was changed'}
        action={close}
      >
        {result.error.message}
      </Notice>
    );
  }
  if (result.kind === 'noted')
    return <Notice tone="good" title={`Note added to ${result.fault.deviceId}`} action={close} />;
  const past = VERB_PAST[result.verb];
  if (result.kind === 'nothing') {
    const states = [...new Set(result.faults.map(({ state }) => STATE_WORDS[state].label.toLowerCase()))].join(', ');
    return <Notice tone="quiet" title={`Not ${past}: the fault is ${states}`} action={close} />;
  }
  const { changed, refused, skipped, brokeOff } = result;
  if (brokeOff !== null) {
    return (
      <Notice tone="bad" title={`${formatPlural(changed.length, 'fault')} ${past}, then it broke off`} action={close}>
        {brokeOff.message}
      </Notice>
    );
  }
  const left = skipped === 0 ? '' : `, ${formatPlural(skipped, 'other')} left as they are`;
  if (refused.length === 0) {
    return <Notice tone="good" title={`${formatPlural(changed.length, 'fault')} ${past}${left}`} action={close} />;
  }
  const title = `${formatPlural(refused.length, 'fault')} not ${past}${changed.length === 0 ? '' : `, ${changed.length} ${past}`}${left}`;
  return (
    <Notice tone="warn" title={title} action={close}>
      {refused.slice(0, SHOWN_REASONS).map(({ id, reason }) => (
        <div key={id}>{reason}</div>
      ))}
      {refused.length > SHOWN_REASONS && <div>and {refused.length - SHOWN_REASONS} more</div>}
    </Notice>
  );
}
