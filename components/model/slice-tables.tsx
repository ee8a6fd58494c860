import { Table } from '@mantine/core';
import { shareOrDash } from '#components/model/share-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { EvaluatedSet, SlicedFigures } from '#domain/evaluation.ts';
import styles from './model-page.module.css';

/** How often the model is right by severity, onset, sky and coverage. */
export function SliceTables({ slices }: { slices: EvaluatedSet['slices'] }) {
  const t = useTexts();
  return (
    <div className={styles.slices}>
      <SliceTable title={t('model.slice.severity')} slices={slices.severity} />
      <SliceTable title={t('model.slice.onset')} slices={slices.onset} />
      <SliceTable title={t('model.slice.sky')} slices={slices.sky} />
      <SliceTable title={t('model.slice.coverage')} slices={slices.coverage} />
    </div>
  );
}

function SliceTable({ title, slices }: { title: string; slices: readonly SlicedFigures[] }) {
  const t = useTexts();
  return (
    <Table aria-label={title} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{title}</Table.Th>
          <Table.Th>{t('model.head.arrayDays')}</Table.Th>
          <Table.Th>{t('model.head.right')}</Table.Th>
          <Table.Th>{t('model.head.noVerdict')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {slices.map(({ label, days, right, abstention }) => (
          <Table.Tr key={label}>
            <Table.Td>{label}</Table.Td>
            <Table.Td>{t.count(days)}</Table.Td>
            <Table.Td>{shareOrDash(right, t)}</Table.Td>
            <Table.Td>{shareOrDash(abstention, t)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
