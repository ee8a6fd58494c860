import { Table } from '@mantine/core';
import { outcomeWords } from '#components/model/share-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { RealEvaluation } from '#domain/evaluation.ts';
import styles from './model-page.module.css';

/** The verdicts on days of real plants. */
export function RealDaysPanel({ real }: { real: RealEvaluation }) {
  const t = useTexts();
  return (
    <Panel title={t('model.real')}>
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label={t('model.realLabel')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {(['plant', 'arrayDays', 'verdicts', 'source'] as const).map((head) => (
                <Table.Th key={head}>{t(`model.head.${head}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {real.map(({ name, source, arrayDays, verdicts }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td>{t.count(arrayDays)}</Table.Td>
                <Table.Td>
                  {Object.entries(verdicts)
                    .filter(([, count]) => count > 0)
                    .sort(([, a], [, b]) => b - a)
                    .map(([outcome, count]) => `${t.count(count)} ${outcomeWords(outcome, t)}`)
                    .join(', ')}
                </Table.Td>
                <Table.Td>{source}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <p className={styles.note}>{t('model.realNote')}</p>
    </Panel>
  );
}
