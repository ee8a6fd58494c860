'use client';

import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { faultQuery, faultSummaryQuery } from '#components/data/fault-queries.ts';
import { FaultFacts } from '#components/faults/fault-facts.tsx';
import { FaultHistory } from '#components/faults/fault-history.tsx';
import { FaultRibbon } from '#components/faults/fault-ribbon.tsx';
import { FaultStateBadge } from '#components/faults/fault-state-badge.tsx';
import { LossSparkline } from '#components/faults/loss-sparkline.tsx';
import { TriageButtons } from '#components/faults/triage-buttons.tsx';
import { triageKeys } from '#components/faults/triage-keys.ts';
import { useTriage } from '#components/faults/use-triage.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { Link } from '#components/ui/link.tsx';
import { MissingPage } from '#components/ui/missing-page.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { usePageKeys } from '#components/ui/use-page-keys.ts';
import { useGoTo } from '#components/ui/use-plant.ts';
import { arrayPath } from '#domain/device-id.ts';
import styles from './fault-page.module.css';

/** One fault: what is known of it, its days, its history, and what can be done. */
export function FaultPage({ faultId }: { faultId: string }) {
  const t = useTexts();
  const goTo = useGoTo();
  const query = useQuery(faultQuery(faultId));
  const summary = useQuery(faultSummaryQuery());
  const detail = query.data;
  const mayTriage = summary.data?.mayTriage ?? false;
  const triage = useTriage({
    me: summary.data?.me ?? '',
    people: summary.data?.people ?? [],
    today: detail?.today ?? '',
  });
  usePageKeys({
    Escape: () => goTo('/faults'),
    ...triageKeys(triage, mayTriage, () => (detail ? [detail.fault] : [])),
  });
  if (!detail) {
    if (!query.error) return <FaultPageSkeleton />;
    return (
      <MissingPage
        what={t('fault.theFault')}
        error={query.error}
        onRetry={() => void query.refetch()}
        back={{ href: '/faults', words: t('fault.toAll') }}
      />
    );
  }
  const { fault, plant, ribbon, history, worstDay } = detail;
  return (
    <div className={styles.page}>
      <StaleNotice query={query} utcOffsetMinutes={plant.utcOffsetMinutes} />
      <div className={styles.head}>
        <div>
          <div className={styles.sub}>
            <Link href="/faults">{t('pages.faults')}</Link> ·{' '}
            <Link href={arrayPath(fault.deviceId)}>{fault.deviceId}</Link>,{' '}
            {t('fault.place', { row: fault.row, column: fault.column })}
          </div>
          <div className={styles.titled}>
            <KindSwatch kind={fault.condition} />
            <h1 className={styles.title}>{t(`kinds.${fault.condition}`)}</h1>
            <FaultStateBadge fault={fault} />
          </div>
        </div>
        <span className={styles.action}>
          {worstDay !== null && (
            <Button component={Link} variant="default" href={`${arrayPath(fault.deviceId)}?day=${worstDay}`}>
              {t('fault.worstDay')}
            </Button>
          )}
        </span>
      </div>
      {mayTriage && <TriageButtons triage={triage} faults={[fault]} />}
      {triage.outcome}
      <div className={styles.columns}>
        <div className={styles.main}>
          <Panel title={t('fault.lastDays')}>
            <FaultRibbon days={ribbon} deviceId={fault.deviceId} />
            <LossSparkline days={ribbon} />
          </Panel>
          <Panel title={t('fault.history')}>
            <FaultHistory events={history} utcOffsetMinutes={plant.utcOffsetMinutes} />
          </Panel>
        </div>
        <FaultFacts detail={detail} />
      </div>
      {triage.dialog}
    </div>
  );
}

export function FaultPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={52} width={340} />
      <Skeleton height={120} radius="lg" />
      <Skeleton height={300} radius="lg" />
    </div>
  );
}
