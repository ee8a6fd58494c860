import { Table } from '@mantine/core';
import { formatCount } from '#components/format/numbers.ts';
import { shareOrDash } from '#components/model/share-words.ts';
import type { EvaluatedSet, SlicedFigures } from '#domain/evaluation.ts';
import styles from './model-page.module.css';

const TITLES = {
  severity: 'What the fault takes',
  onset: 'When the fault began',
  sky: 'Sky',
  coverage: 'Readings received',
} as const satisfies Record<keyof EvaluatedSet['slices'], string>;

/** How often the model is right by severity, onset, sky and coverage. */
export function SliceTables({ slices }: { slices: EvaluatedSet['slices'] }) {
  return (
    <div className={styles.slices}>
      <SliceTable title={TITLES.severity} slices={slices.severity} />
      <SliceTable title={TITLES.onset} slices={slices.onset} />
      <SliceTable title={TITLES.sky} slices={slices.sky} />
      <SliceTable title={TITLES.coverage} slices={slices.coverage} />
    </div>
  );
}

function SliceTable({ title, slices }: { title: string; slices: readonly SlicedFigures[] }) {
  return (
    <Table aria-label={title} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{title}</Table.Th>
          <Table.Th>Array-days</Table.Th>
          <Table.Th>Right</Table.Th>
          <Table.Th>No verdict</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {slices.map(({ label, days, right, abstention }) => (
          <Table.Tr key={label}>
            <Table.Td>{label}</Table.Td>
            <Table.Td>{formatCount(days)}</Table.Td>
            <Table.Td>{shareOrDash(right)}</Table.Td>
            <Table.Td>{shareOrDash(abstention)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
