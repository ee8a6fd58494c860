'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { runFilesQuery } from '#components/data/run-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import styles from './run-files.module.css';

/** The files that a run wrote, with sizes and checksums: what can be told to be the same file later. */
export function RunFiles({ runId, live }: { runId: string; live: boolean }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery(runFilesQuery(runId));
  return (
    <Panel title={t('run.outputs')}>
      {error && <ProblemNotice what={t('run.filesOf')} error={error} onRetry={() => refetch()} />}
      {!error && !data && <Skeleton height={80} radius="md" />}
      {data && !data.committed && <p className={styles.none}>{live ? t('run.noFilesYet') : t('run.noFiles')}</p>}
      {data?.committed && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        <section className={styles.scroll} aria-label={t('run.filesLabel')} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('run.file')}</th>
                <th scope="col" data-number>
                  {t('run.rows')}
                </th>
                <th scope="col" data-number>
                  {t('run.size')}
                </th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {data.files.map((file) => (
                <tr key={`${file.bucket}/${file.key}`}>
                  <th scope="row">
                    {file.bucket}/{file.key}
                    {!file.kept && <span className={styles.expired}> {t('run.expired')}</span>}
                  </th>
                  <td data-number data-name={t('run.rows')}>
                    {t.count(file.rows)}
                  </td>
                  <td data-number data-name={t('run.size')} title={t('run.bytes', { count: file.bytes })}>
                    {t.bytes(file.bytes)}
                  </td>
                  <td className={styles.digest}>{file.sha256}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}
