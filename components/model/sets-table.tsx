import { Table } from '@mantine/core';
import { perThousand, perThousandRange, shareOrDash } from '#components/model/share-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { EvaluatedSet } from '#domain/evaluation.ts';
import styles from './model-page.module.css';

/** Every set in one row: the network, the baseline beside it, and what operators would see. */
export function SetsTable({ sets }: { sets: readonly EvaluatedSet[] }) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table aria-label={t('model.setsLabel')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(
              [
                'set',
                'arrayDays',
                'macroF1',
                'baseline',
                'falseAlarms',
                'faultPrecision',
                'noVerdict',
                'ofHealthy',
                'ece',
              ] as const
            ).map((head) => (
              <Table.Th key={head}>{t(`model.head.${head}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sets.map(({ name, title, days, mostProbable, baseline, verdicts, reliability }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{title}</Table.Th>
              <Table.Td>{t.count(days)}</Table.Td>
              <Table.Td>
                <span className={styles.meter} style={{ '--part': mostProbable.macroF1 }}>
                  {t.fixed(mostProbable.macroF1, 3)}
                </span>
              </Table.Td>
              <Table.Td>{t.fixed(baseline.macroF1, 3)}</Table.Td>
              <Table.Td title={perThousandRange(verdicts.falseAlarms, t)}>
                {perThousand(verdicts.falseAlarms, t)}{' '}
                <span className={styles.sub}>({perThousandRange(verdicts.falseAlarms, t)})</span>
              </Table.Td>
              <Table.Td>{shareOrDash(verdicts.faultPrecision, t)}</Table.Td>
              <Table.Td>{shareOrDash(verdicts.abstention, t)}</Table.Td>
              <Table.Td>{shareOrDash(verdicts.abstentionOfNormal, t)}</Table.Td>
              <Table.Td>{t.fixed(reliability.expectedCalibrationError, 3)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
