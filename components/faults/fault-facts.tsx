import { lossWords, moneyWords } from '#components/faults/fault-words.ts';
import { formatPlural, formatShare, WITHIN_UNCERTAINTY_WORDS } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { FaultDetail } from '#domain/faults.ts';
import styles from './fault-page.module.css';

/** The figures of a fault. */
export function FaultFacts({ detail }: { detail: FaultDetail }) {
  const { fault, tariff } = detail;
  const day = (value: string | null) => (value === null ? '–' : formatDay(value));
  const money = moneyWords(fault.lossKwh, tariff);
  const facts: [string, string][] = [
    ['Loss in all', `${lossWords(fault.lossKwh)}${fault.withinUncertainty ? `, ${WITHIN_UNCERTAINTY_WORDS}` : ''}`],
    ...(money === null ? [] : ([['In money', money]] satisfies [string, string][])),
    ['Loss a day', lossWords(fault.lossPerDayKwh)],
    ['Confidence', fault.confidence === null ? '–' : formatShare(fault.confidence)],
    ['Since', day(fault.since)],
    ['First seen', day(fault.firstSeen)],
    ['Last seen', day(fault.lastSeen)],
    ['Seen on', formatPlural(fault.daysSeen, 'day')],
    ['Assignee', fault.assignee ?? 'nobody'],
  ];
  return (
    <Panel title="Figures">
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
