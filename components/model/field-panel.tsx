import { Table } from '@mantine/core';
import { formatCount, formatShare } from '#components/format/numbers.ts';
import { outcomeWords } from '#components/model/share-words.ts';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { CONDITION_LABELS } from '#domain/conditions.ts';
import type { FieldEvaluation, FieldKindFigures } from '#domain/evaluation.ts';
import styles from './model-page.module.css';

const CONTEXT_WORDS: Record<FieldKindFigures['context'], string> = {
  nameplate: 'alone',
  peers: 'among others',
  history: 'with 7 days before',
};

/** What an independent simulator finds: another circuit and other weather, which nothing was trained or calibrated on. */
export function FieldPanel({ field: { core, kinds } }: { field: FieldEvaluation }) {
  return (
    <Panel
      title="On an independent simulator"
      aside={<span className={styles.sub}>never trained or calibrated on</span>}
    >
      <dl className={styles.strip}>
        <Stat label="Macro-F1 of verdicts given" note={`${formatShare(core.given.value ?? 0, 1)} of the days got one`}>
          {core.macroF1Given.toFixed(3)}
        </Stat>
        <Stat label="Macro-F1 over all days" note="no verdict counts as wrong">
          {core.macroF1All.toFixed(3)}
        </Stat>
        <Stat label="False alarms per 1,000 healthy days" note="called a fault by a verdict">
          {core.falseAlarms.value === null ? '–' : (1000 * core.falseAlarms.value).toFixed(1)}
        </Stat>
      </dl>
      <Table.ScrollContainer minWidth={480} mt="lg">
        <Table aria-label="Conditions on the independent simulator" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {['Condition', 'Precision', 'Recall', 'F1', 'Array-days'].map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {core.perCondition.map(({ condition, precision, recall, f1, support }) => (
              <Table.Tr key={condition}>
                <Table.Th scope="row">{CONDITION_LABELS[condition]}</Table.Th>
                <Table.Td>{precision.toFixed(3)}</Table.Td>
                <Table.Td>{recall.toFixed(3)}</Table.Td>
                <Table.Td>{f1.toFixed(3)}</Table.Td>
                <Table.Td>{formatCount(support)}</Table.Td>
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
  return (
    <Table.ScrollContainer minWidth={640} mt="lg">
      <Table aria-label="Days that are unusual" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {['Kind', 'Seen', 'Array-days', 'Right', 'Named wrongly', 'No verdict'].map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kinds.map(({ name, meaning, context, days, right, wrong, reasons }) => (
            <Table.Tr key={`${name} ${context}`}>
              <Table.Th scope="row" title={meaning}>
                {name.replaceAll('_', ' ')}
              </Table.Th>
              <Table.Td>{CONTEXT_WORDS[context]}</Table.Td>
              <Table.Td>{formatCount(days)}</Table.Td>
              <Table.Td>{formatCount(right)}</Table.Td>
              <Table.Td data-bad={wrong > 0}>{formatCount(wrong)}</Table.Td>
              <Table.Td>
                {Object.entries(reasons)
                  .filter(([, count]) => count > 0)
                  .map(([reason, count]) => `${formatCount(count)} ${outcomeWords(reason)}`)
                  .join(', ') || '–'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
