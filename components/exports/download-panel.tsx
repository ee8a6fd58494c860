'use client';

import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { exportReceiptQuery } from '#components/data/export-queries.ts';
import { newReceiptId, saveAsFile } from '#components/exports/export-search.ts';
import { FileFacts } from '#components/exports/file-facts.tsx';
import { formatBytes } from '#components/format/numbers.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { addressOf } from '#domain/api/address.ts';
import { downloadExport } from '#domain/api/exports.ts';
import { getGold } from '#domain/api/results.ts';
import { EXPORT_FORMATS, type ExportFormat, type ExportPreview, type ExportQuery } from '#domain/exports.ts';
import styles from './exports-page.module.css';

const FORMAT_LABELS = { parquet: 'Parquet', csv: 'CSV' } as const;
const LOST_AFTER_MS = 600_000;

/** The file in each format, and what was delivered: the SHA-256 here is that of the file on the disk, or it is damaged. */
export function DownloadPanel({ query, preview }: { query: ExportQuery; preview: ExportPreview }) {
  const [asked, setAsked] = useState<{ receipt: string; atMs: number } | null>(null);
  const download = (format: ExportFormat) => {
    const receipt = newReceiptId();
    setAsked({ receipt, atMs: Date.now() });
    saveAsFile(addressOf(downloadExport, { query: { ...query, format, receipt } }));
  };
  return (
    <Panel title="Download">
      <div className={styles.downloads}>
        {EXPORT_FORMATS.map((format) => (
          <Button
            key={format}
            variant={format === 'parquet' ? 'filled' : 'default'}
            disabled={preview.days === 0}
            onClick={() => download(format)}
          >
            {FORMAT_LABELS[format]}, about {formatBytes(preview.estimatedBytes[format])}
          </Button>
        ))}
      </div>
      {asked && <Delivery key={asked.receipt} {...asked} />}
      {preview.goldFile && (
        <div className={styles.gold}>
          <h3 className={styles.subtitle}>As the run wrote it</h3>
          <FileFacts
            file={preview.goldFile}
            link={addressOf(getGold, { params: { day: preview.from } })}
            note="The stored file of this day, byte for byte; its day is text."
          />
        </div>
      )}
    </Panel>
  );
}

function Delivery({ receipt, atMs }: { receipt: string; atMs: number }) {
  const { data, dataUpdatedAt } = useQuery(exportReceiptQuery(receipt));
  if (data?.file) {
    return (
      <div className={styles.gold} role="status">
        <h3 className={styles.subtitle}>Your file</h3>
        <FileFacts file={data.file} />
      </div>
    );
  }
  if (data?.error || dataUpdatedAt - atMs > LOST_AFTER_MS) {
    return (
      <div className={styles.gold}>
        <Notice tone="bad" title="There is no file">
          {data?.error ?? 'The server gave no word of it for ten minutes. Try again.'}
        </Notice>
      </div>
    );
  }
  return (
    <div className={styles.waiting} role="status">
      <Loader size="xs" /> The server writes the file; the download begins when it is whole.
    </div>
  );
}
