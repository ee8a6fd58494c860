'use client';

import { useQuery } from '@tanstack/react-query';
import { notificationsQuery } from '#components/data/queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { NotificationView } from '#domain/notification.ts';
import styles from './run-notifications.module.css';

interface RunNotificationsProps {
  runId: string;
  /** While the run is under way there may be more to come. */
  live: boolean;
  utcOffsetMinutes: number;
}

/** Who was told of the run's outcome, attempt by attempt, and what they answered. */
export function RunNotifications({ runId, live, utcOffsetMinutes }: RunNotificationsProps) {
  const t = useTexts();
  const query = useQuery(notificationsQuery(runId, live));
  const attempts = query.data?.notifications;
  return (
    <Panel title={t('run.notifications')}>
      {query.error && !attempts && (
        <ProblemNotice what={t('run.theNotifications')} error={query.error} onRetry={() => query.refetch()} />
      )}
      {attempts?.length === 0 && <p className={styles.none}>{live ? t('run.noneSentYet') : t('run.noneSent')}</p>}
      {attempts && attempts.length > 0 && (
        <ol className={styles.attempts}>
          {attempts.map((attempt) => (
            <Attempt key={attempt.id} attempt={attempt} utcOffsetMinutes={utcOffsetMinutes} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Attempt({ attempt, utcOffsetMinutes }: { attempt: NotificationView; utcOffsetMinutes: number }) {
  const t = useTexts();
  return (
    <li className={styles.attempt} data-outcome={attempt.outcome}>
      <span className={styles.channel}>{t(`run.channel.${attempt.channel}`)}</span>
      <span className={styles.outcome}>
        {t(`run.notified.${attempt.outcome}`)}
        {attempt.attempt > 1 && ` ${t('run.attemptOf', { attempt: attempt.attempt })}`}
      </span>
      <span className={styles.detail}>
        {attempt.detail} · <time dateTime={attempt.at}>{t.instant(attempt.at, utcOffsetMinutes)}</time>
      </span>
    </li>
  );
}
