'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { runFilesQuery } from '#components/data/run-queries.ts';
import { formatBytes, formatCount } from '#components/format/numbers.ts';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import styles from './run-files.module.css';

/** The files that a run wrote, with sizes and checksums: what can be told to be the same file later. */
export function RunFiles({ runId, live }: { runId: string; live: boolean }) {
  const { data, error, refetch } = useQuery(runFilesQuery(runId));
  return (
    <Panel title="Outputs">
      {error && <ProblemNotice what="What the run wrote" error={error} onRetry={() => refetch()} />}
      {!error && !data && <Skeleton height={80} radius="md" />}
      {data && !data.committed && (
        <p className={styles.none}>
          {live ? 'Nothing is committed before the publish stage.' : 'This run has committed no files.'}
        </p>
      )}
      {data?.committed && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        <section className={styles.scroll} aria-label="Files of the run" tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col" data-number>
                  Rows
                </th>
                <th scope="col" data-number>
                  Size
                </th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {data.files.map((file) => (
                <tr key={`${file.bucket}/${file.key}`}>
                  <th scope="row">
                    {file.bucket}/{file.key}
                    {!file.kept && <span className={styles.gone}> no longer kept</span>}
                  </th>
                  <td data-number data-name="Rows">
                    {formatCount(file.rows)}
                  </td>
                  <td data-number data-name="Size" title={`${formatCount(file.bytes)} bytes`}>
                    {formatBytes(file.bytes)}
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
