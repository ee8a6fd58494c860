import { Table } from '@mantine/core';
import { formatCount } from '#components/format/numbers.ts';
import { outcomeWords } from '#components/model/share-words.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { RealEvaluation } from '#domain/evaluation.ts';
import styles from './model-page.module.css';

/** The verdicts on days of real plants. */
export function RealDaysPanel({ real }: { real: RealEvaluation }) {
  return (
    <Panel title="On real days">
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label="Verdicts on real days" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {['Plant', 'Array-days', 'Verdicts', 'Source'].map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {real.map(({ name, source, arrayDays, verdicts }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td>{formatCount(arrayDays)}</Table.Td>
                <Table.Td>
                  {Object.entries(verdicts)
                    .filter(([, count]) => count > 0)
                    .sort(([, a], [, b]) => b - a)
                    .map(([outcome, count]) => `${formatCount(count)} ${outcomeWords(outcome)}`)
                    .join(', ')}
                </Table.Td>
                <Table.Td>{source}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <p className={styles.note}>
        Nobody knows for certain how these arrays were: the counts are verdicts, not how many are right.
      </p>
    </Panel>
  );
}
