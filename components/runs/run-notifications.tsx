'use client';

import { useQuery } from '@tanstack/react-query';
import { notificationsQuery } from '#components/data/queries.ts';
import { formatInstant } from '#components/format/time.ts';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { NotificationChannel, NotificationOutcome, NotificationView } from '#domain/notification.ts';
import styles from './run-notifications.module.css';

const CHANNEL_WORDS: Record<NotificationChannel, string> = {
  log: 'Process log',
  webhook: 'Webhook',
  email: 'E-mail',
  sns: 'Amazon SNS',
};

const OUTCOME_WORDS: Record<NotificationOutcome, string> = {
  delivered: 'delivered',
  failed: 'failed, tried again',
  given_up: 'given up',
};

interface RunNotificationsProps {
  runId: string;
  /** While the run is under way there may be more to come. */
  live: boolean;
  utcOffsetMinutes: number;
}

/** Who was told of the run's outcome, attempt by attempt, and what they answered. */
export function RunNotifications({ runId, live, utcOffsetMinutes }: RunNotificationsProps) {
  const query = useQuery(notificationsQuery(runId, live));
  const attempts = query.data?.notifications;
  return (
    <Panel title="Notifications">
      {query.error && !attempts && (
        <ProblemNotice what="The notifications" error={query.error} onRetry={() => query.refetch()} />
      )}
      {attempts?.length === 0 && <p className={styles.none}>{live ? 'Nobody told yet.' : 'Nobody was told.'}</p>}
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
  return (
    <li className={styles.attempt} data-outcome={attempt.outcome}>
      <span className={styles.channel}>{CHANNEL_WORDS[attempt.channel]}</span>
      <span className={styles.outcome}>
        {OUTCOME_WORDS[attempt.outcome]}
        {attempt.attempt > 1 && ` (attempt ${attempt.attempt})`}
      </span>
      <span className={styles.detail}>
        {attempt.detail} · <time dateTime={attempt.at}>{formatInstant(attempt.at, utcOffsetMinutes)}</time>
      </span>
    </li>
  );
}
