import { lossWords, moneyWords } from '#components/faults/fault-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { FaultDetail } from '#domain/faults.ts';
import styles from './fault-page.module.css';

/** The figures of a fault. */
export function FaultFacts({ detail }: { detail: FaultDetail }) {
  const t = useTexts();
  const { fault, tariff } = detail;
  const day = (value: string | null) => (value === null ? '–' : t.day(value));
  const money = moneyWords(fault.lossKwh, tariff, t);
  const facts: [string, string][] = [
    [
      t('fault.column.loss'),
      `${lossWords(fault.lossKwh, t)}${fault.withinUncertainty ? `, ${t('common.withinUncertainty')}` : ''}`,
    ],
    ...(money === null ? [] : ([[t('fault.money'), money]] satisfies [string, string][])),
    [t('fault.column.lossPerDay'), lossWords(fault.lossPerDayKwh, t)],
    [t('fault.column.confidence'), fault.confidence === null ? '–' : t.share(fault.confidence)],
    [t('fault.column.since'), day(fault.since)],
    [t('fault.firstSeen'), day(fault.firstSeen)],
    [t('fault.column.lastSeen'), day(fault.lastSeen)],
    [t('fault.seenOn'), t('fault.days', { count: fault.daysSeen })],
    [t('fault.column.assignee'), fault.assignee ?? t('fault.nobody')],
  ];
  return (
    <Panel title={t('fault.figures')}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
