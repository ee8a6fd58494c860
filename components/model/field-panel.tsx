import { Table } from '@mantine/core';
import { outcomeWords } from '#components/model/share-words.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel, Stat } from '#components/ui/panel.tsx';
import type { FieldEvaluation } from '#domain/evaluation.ts';
import styles from './model-page.module.css';

/** What an independent simulator finds: another circuit and other weather, which nothing was trained or calibrated on. */
export function FieldPanel({ field: { core, kinds } }: { field: FieldEvaluation }) {
  const t = useTexts();
  return (
    <Panel title={t('model.independent')} aside={<span className={styles.sub}>{t('model.neverTrained')}</span>}>
      <dl className={styles.strip}>
        <Stat
          label={t('model.macroF1Given')}
          note={t('model.shareGiven', { share: t.share(core.given.value ?? 0, 1) })}
        >
          {t.fixed(core.macroF1Given, 3)}
        </Stat>
        <Stat label={t('model.macroF1All')} note={t('model.noVerdictWrong')}>
          {t.fixed(core.macroF1All, 3)}
        </Stat>
        <Stat label={t('model.falseAlarmsHealthy')} note={t('model.calledFault')}>
          {core.falseAlarms.value === null ? '–' : t.fixed(1000 * core.falseAlarms.value, 1)}
        </Stat>
      </dl>
      <Table.ScrollContainer minWidth={480} mt="lg">
        <Table aria-label={t('model.fieldConditions')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {(['condition', 'precision', 'recall', 'f1', 'arrayDays'] as const).map((head) => (
                <Table.Th key={head}>{t(`model.head.${head}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {core.perCondition.map(({ condition, precision, recall, f1, support }) => (
              <Table.Tr key={condition}>
                <Table.Th scope="row">{t(`kinds.${condition}`)}</Table.Th>
                <Table.Td>{t.fixed(precision, 3)}</Table.Td>
                <Table.Td>{t.fixed(recall, 3)}</Table.Td>
                <Table.Td>{t.fixed(f1, 3)}</Table.Td>
                <Table.Td>{t.count(support)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {kinds.length > 0 && <Kinds kinds={kinds} />}
    </Panel>
  );
}

function Kinds({ kinds }: Pick<FieldEvaluation, 'kinds'>) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={640} mt="lg">
      <Table aria-label={t('model.unusual')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['kind', 'seen', 'arrayDays', 'right', 'wrong', 'noVerdict'] as const).map((head) => (
              <Table.Th key={head}>{t(`model.head.${head}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kinds.map(({ name, meaning, context, days, right, wrong, reasons }) => (
            <Table.Tr key={`${name} ${context}`}>
              <Table.Th scope="row" title={meaning}>
                {name.replaceAll('_', ' ')}
              </Table.Th>
              <Table.Td>{t(`model.context.${context}`)}</Table.Td>
              <Table.Td>{t.count(days)}</Table.Td>
              <Table.Td>{t.count(right)}</Table.Td>
              <Table.Td data-bad={wrong > 0}>{t.count(wrong)}</Table.Td>
              <Table.Td>
                {Object.entries(reasons)
                  .filter(([, count]) => count > 0)
                  .map(([reason, count]) => `${t.count(count)} ${outcomeWords(reason, t)}`)
                  .join(', ') || '–'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
