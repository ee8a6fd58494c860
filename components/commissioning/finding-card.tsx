'use client';

import { Button, Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { GuardedButton } from '#components/actor/guarded-button.tsx';
import { useDecideFinding } from '#components/data/commissioning-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { FindingView } from '#domain/commissioning.ts';
import { arrayPath } from '#domain/device-id.ts';
import { ApplyDialog } from './apply-dialog.tsx';
import styles from './commissioning.module.css';

// The library that draws is large: it comes with the first finding that has lines.
const EvidenceChart = lazy(() =>
  import('#components/commissioning/evidence-chart.tsx').then((module) => ({ default: module.EvidenceChart })),
);

const MOST_LINKS = 8;

/** One finding: what it is, of which arrays, what it rests on, and what to do. */
export function FindingCard({ finding }: { finding: FindingView }) {
  const { id, state, deviceIds, text, sureness, figures, plot, proposal, advice, decidedBy } = finding;
  const t = useTexts();
  const [asks, setAsks] = useState(false);
  const decide = useDecideFinding();
  return (
    <li className={styles.finding}>
      <div className={styles.words}>
        <p className={styles.text}>{text}.</p>
        <div className={styles.facts}>
          <span className={styles.sureness} data-sureness={sureness}>
            {t(`commissioning.sureness.${sureness}`)}
          </span>
          <ArrayLinks deviceIds={deviceIds} />
          {decidedBy !== null && <span>{t(`commissioning.decided.${state}`, { name: decidedBy })}</span>}
        </div>
        <dl className={styles.figures}>
          {figures.map(({ label, value, unit }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {t.decimal(String(value))} {unit}
              </dd>
            </div>
          ))}
        </dl>
        <p className={styles.advice}>{advice}</p>
        {decide.error && (
          <Notice tone="bad" title={t('commissioning.notChanged')}>
            {decide.error.message}
          </Notice>
        )}
        {state === 'open' && (
          <div className={styles.buttons}>
            {proposal && (
              <GuardedButton action="commissioning.decide" size="xs" onClick={() => setAsks(true)}>
                {t('commissioning.apply')}
              </GuardedButton>
            )}
            <GuardedButton
              action="commissioning.decide"
              size="xs"
              variant="default"
              loading={decide.isPending}
              onClick={() => decide.mutate({ findingId: id, verb: 'ignore' })}
            >
              {t('commissioning.ignore')}
            </GuardedButton>
          </div>
        )}
      </div>
      {plot && (
        <Suspense fallback={<Skeleton height={180} radius="md" />}>
          <EvidenceChart plot={plot} />
        </Suspense>
      )}
      <ApplyDialog finding={asks ? finding : null} onClose={() => setAsks(false)} />
    </li>
  );
}

function ArrayLinks({ deviceIds }: { deviceIds: readonly string[] }) {
  const t = useTexts();
  const [all, setAll] = useState(false);
  if (deviceIds.length === 0) return <span>{t('commissioning.wholePlant')}</span>;
  const shown = all ? deviceIds : deviceIds.slice(0, MOST_LINKS);
  return (
    <>
      {shown.map((deviceId) => (
        <Link key={deviceId} href={arrayPath(deviceId)}>
          {deviceId}
        </Link>
      ))}
      {shown.length < deviceIds.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('commissioning.moreArrays', { count: deviceIds.length - shown.length })}
        </Button>
      )}
    </>
  );
}
