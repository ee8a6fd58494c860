'use client';

import { Button, Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { modelVersionsQuery } from '#components/data/model-queries.ts';
import { ChooseModelDialog } from '#components/model/choose-model-dialog.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { ModelSummary } from '#domain/model-summary.ts';
import type { ModelVersions } from '#domain/model-versions.ts';
import styles from './model-page.module.css';

/** The models that are known, and which days were judged by which. */
export function VersionPanels() {
  const t = useTexts();
  const { data, error, refetch } = useQuery(modelVersionsQuery());
  const [chosen, setChosen] = useState<string | null>(null);
  if (!data) {
    if (error) return <ProblemNotice what={t('model.theVersions')} error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={180} radius="lg" />;
  }
  return (
    <>
      <Panel title={t('model.versions')}>
        <VersionTable models={data.models} onUse={data.mayUse ? setChosen : null} />
      </Panel>
      <Panel title={t('model.daysByVersion')}>
        <StretchTable stretches={data.stretches} />
      </Panel>
      <ChooseModelDialog version={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

function VersionTable({ models, onUse }: { models: ModelSummary[]; onUse: ((version: string) => void) | null }) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={t('model.versionsLabel')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['version', 'from', 'created', 'macroF1', 'use'] as const).map((head) => (
              <Table.Th key={head}>{t(`model.head.${head}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {models.map(({ version, place, inUse, details, problem }) => (
            <Table.Tr key={version}>
              <Table.Th scope="row">{version}</Table.Th>
              <Table.Td>
                {place === 'bundled' ? t('model.thisRelease') : t('model.theStore')}
                {details && `, ${details.source}`}
                {problem !== null && <div className={styles.problem}>{problem}</div>}
              </Table.Td>
              <Table.Td>{details ? t.day(details.created.slice(0, 10)) : '–'}</Table.Td>
              <Table.Td>{details?.macroF1 == null ? '–' : t.fixed(details.macroF1, 3)}</Table.Td>
              <Table.Td>
                {inUse && <strong>{t('model.inUse')}</strong>}
                {!inUse && onUse && problem === null && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={t('model.useName', { version })}
                    onClick={() => onUse(version)}
                  >
                    {t('model.useThis')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function StretchTable({ stretches }: Pick<ModelVersions, 'stretches'>) {
  const t = useTexts();
  if (stretches.length === 0) return <p className={styles.note}>{t('model.noDay')}</p>;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={t('model.stretchesLabel')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['version', 'firstDay', 'lastDay', 'days'] as const).map((head) => (
              <Table.Th key={head}>{t(`model.head.${head}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stretches.map(({ version, from, to, days }) => (
            <Table.Tr key={from}>
              <Table.Th scope="row">{version ?? t('model.notRecorded')}</Table.Th>
              {[from, to].map((day, index) => (
                <Table.Td key={index === 0 ? 'from' : 'to'}>
                  <Link href={`/?day=${day}`}>{t.day(day)}</Link>
                </Table.Td>
              ))}
              <Table.Td>{t.count(days)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
