import { Table } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { EvaluatedSet } from '#domain/evaluation.ts';

const HEADS = ['condition', 'precision', 'recall', 'f1', 'baselineF1', 'verdictPrecision', 'arrayDays'] as const;

/** Precision, recall and F1 of the six conditions. */
export function ConditionTable({ set: { mostProbable, verdicts, baseline } }: { set: EvaluatedSet }) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={t('model.conditionLabel')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {HEADS.map((head) => (
              <Table.Th key={head}>{t(`model.head.${head}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mostProbable.perCondition.map(({ condition, precision, recall, f1, support }, index) => (
            <Table.Tr key={condition}>
              <Table.Th scope="row">{t(`kinds.${condition}`)}</Table.Th>
              <Table.Td>{t.fixed(precision, 3)}</Table.Td>
              <Table.Td>{t.fixed(recall, 3)}</Table.Td>
              <Table.Td>{t.fixed(f1, 3)}</Table.Td>
              <Table.Td>{t.fixed(baseline.perCondition[index]?.f1 ?? Number.NaN, 3)}</Table.Td>
              <Table.Td>{t.fixed(verdicts.perCondition[index]?.precision ?? Number.NaN, 3)}</Table.Td>
              <Table.Td>{t.count(support)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
