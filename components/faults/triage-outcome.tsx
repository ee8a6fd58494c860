'use client';

import { Button } from '@mantine/core';
import { ApiError } from '#components/data/api-error.ts';
import type { ChangedFaults } from '#components/data/fault-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
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
  const t = useTexts();
  if (result === null) return null;
  const close = (
    <Button variant="subtle" size="compact-sm" color="gray" onClick={onClose}>
      {t('fault.dismiss')}
    </Button>
  );
  if (result.kind === 'failed') {
    // An answer that did not come says nothing of what was done.
    const unknown = result.error instanceof ApiError && result.error.status === 0;
    return (
      <Notice tone="bad" title={unknown ? t('fault.unknownOutcome') : t('fault.nothingChanged')} action={close}>
        {result.error.message}
      </Notice>
    );
  }
  if (result.kind === 'noted')
    return <Notice tone="good" title={t('fault.noteAdded', { deviceId: result.fault.deviceId })} action={close} />;

  if (result.kind === 'nothing') {
    const states = [...new Set(result.faults.map(({ state }) => t(`fault.stateInText.${state}`)))].join(', ');
    return <Notice tone="quiet" title={t(`fault.notApplicable.${result.verb}`, { states })} action={close} />;
  }
  const { verb, changed, refused, skipped, brokeOff } = result;
  const done = t(`fault.done.${verb}`, { count: changed.length });
  if (brokeOff !== null) {
    return (
      <Notice tone="bad" title={t('fault.thenBrokeOff', { done })} action={close}>
        {brokeOff.message}
      </Notice>
    );
  }
  const left = skipped === 0 ? [] : [t('fault.left', { count: skipped })];
  if (refused.length === 0) {
    return <Notice tone="good" title={[done, ...left].join(', ')} action={close} />;
  }
  const notDone = t(`fault.notDone.${verb}`, { count: refused.length });
  const title = [notDone, ...(changed.length === 0 ? [] : [done]), ...left].join(', ');
  return (
    <Notice tone="warn" title={title} action={close}>
      {refused.slice(0, SHOWN_REASONS).map(({ id, reason }) => (
        <div key={id}>{reason}</div>
      ))}
      {refused.length > SHOWN_REASONS && <div>{t('fault.andMore', { count: refused.length - SHOWN_REASONS })}</div>}
    </Notice>
  );
}
