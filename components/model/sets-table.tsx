import { Table } from '@mantine/core';
import { formatCount } from '#components/format/numbers.ts';
import { perThousand, perThousandRange, shareOrDash } from '#components/model/share-words.ts';
import type { EvaluatedSet } from '#domain/evaluation.ts';
import styles from './model-page.module.css';

/** Every set in one row: the network, the baseline beside it, and what operators would see. */
export function SetsTable({ sets }: { sets: readonly EvaluatedSet[] }) {
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table aria-label="Test sets" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {['Set', 'Array-days', 'Macro-F1', 'Baseline', 'False alarms per 1,000', 'Fault precision'].map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
            <Table.Th>No verdict</Table.Th>
            <Table.Th>of healthy</Table.Th>
            <Table.Th>ECE</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sets.map(({ name, title, days, mostProbable, baseline, verdicts, reliability }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{title}</Table.Th>
              <Table.Td>{formatCount(days)}</Table.Td>
              <Table.Td>
                <span className={styles.meter} style={{ '--part': mostProbable.macroF1 }}>
                  {mostProbable.macroF1.toFixed(3)}
                </span>
              </Table.Td>
              <Table.Td>{baseline.macroF1.toFixed(3)}</Table.Td>
              <Table.Td title={perThousandRange(verdicts.falseAlarms)}>
                {perThousand(verdicts.falseAlarms)}{' '}
                <span className={styles.sub}>({perThousandRange(verdicts.falseAlarms).replace('95 %: ', '')})</span>
              </Table.Td>
              <Table.Td>{shareOrDash(verdicts.faultPrecision)}</Table.Td>
              <Table.Td>{shareOrDash(verdicts.abstention)}</Table.Td>
              <Table.Td>{shareOrDash(verdicts.abstentionOfNormal)}</Table.Td>
              <Table.Td>{reliability.expectedCalibrationError.toFixed(3)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
