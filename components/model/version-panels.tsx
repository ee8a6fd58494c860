'use client';

import { Button, Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { modelVersionsQuery } from '#components/data/model-queries.ts';
import { formatCount } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { ChooseModelDialog } from '#components/model/choose-model-dialog.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { ModelSummary } from '#domain/model-summary.ts';
import type { ModelVersions } from '#domain/model-versions.ts';
import styles from './model-page.module.css';

/** The models that are known, and which days were judged by which. */
export function VersionPanels() {
  const { data, error, refetch } = useQuery(modelVersionsQuery());
  const [chosen, setChosen] = useState<string | null>(null);
  if (!data) {
    if (error) return <ProblemNotice what="The list of versions" error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={180} radius="lg" />;
  }
  return (
    <>
      <Panel title="Versions">
        <VersionTable models={data.models} onUse={data.mayUse ? setChosen : null} />
      </Panel>
      <Panel title="Days by version">
        <StretchTable stretches={data.stretches} />
      </Panel>
      <ChooseModelDialog version={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

function VersionTable({ models, onUse }: { models: ModelSummary[]; onUse: ((version: string) => void) | null }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label="Versions of the model" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {['Version', 'From', 'Made', 'Macro-F1', 'Use'].map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {models.map(({ version, place, inUse, details, problem }) => (
            <Table.Tr key={version}>
              <Table.Th scope="row">{version}</Table.Th>
              <Table.Td>
                {place === 'bundled' ? 'this release' : 'the store'}
                {details && `, ${details.source}`}
                {problem !== null && <div className={styles.problem}>{problem}</div>}
              </Table.Td>
              <Table.Td>{details ? formatDay(details.created.slice(0, 10)) : '–'}</Table.Td>
              <Table.Td>{details?.macroF1?.toFixed(3) ?? '–'}</Table.Td>
              <Table.Td>
                {inUse && <strong>in use</strong>}
                {!inUse && onUse && problem === null && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={`Use ${version}`}
                    onClick={() => onUse(version)}
                  >
                    Use this version
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
  if (stretches.length === 0) return <p className={styles.note}>No day has a published result yet.</p>;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label="Days by version of the model" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {['Version', 'First day', 'Last day', 'Days with a result'].map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stretches.map(({ version, from, to, days }) => (
            <Table.Tr key={from}>
              <Table.Th scope="row">{version ?? 'not kept'}</Table.Th>
              {[from, to].map((day, index) => (
                <Table.Td key={index === 0 ? 'from' : 'to'}>
                  <Link href={`/?day=${day}`}>{formatDay(day)}</Link>
                </Table.Td>
              ))}
              <Table.Td>{formatCount(days)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
