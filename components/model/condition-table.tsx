import { Table } from '@mantine/core';
import { formatCount } from '#components/format/numbers.ts';
import { CONDITION_LABELS } from '#domain/conditions.ts';
import type { EvaluatedSet } from '#domain/evaluation.ts';

const HEADS = ['Condition', 'Precision', 'Recall', 'F1', 'F1 of baseline', 'Precision of verdicts', 'Array-days'];

/** Precision, recall and F1 of the six conditions. */
export function ConditionTable({ set: { mostProbable, verdicts, baseline } }: { set: EvaluatedSet }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label="Figures of each condition" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {HEADS.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mostProbable.perCondition.map(({ condition, precision, recall, f1, support }, index) => (
            <Table.Tr key={condition}>
              <Table.Th scope="row">{CONDITION_LABELS[condition]}</Table.Th>
              <Table.Td>{precision.toFixed(3)}</Table.Td>
              <Table.Td>{recall.toFixed(3)}</Table.Td>
              <Table.Td>{f1.toFixed(3)}</Table.Td>
              <Table.Td>{baseline.perCondition[index]?.f1.toFixed(3) ?? '–'}</Table.Td>
              <Table.Td>{verdicts.perCondition[index]?.precision.toFixed(3) ?? '–'}</Table.Td>
              <Table.Td>{formatCount(support)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
