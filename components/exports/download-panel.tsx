'use client';

import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { exportReceiptQuery } from '#components/data/export-queries.ts';
import { newReceiptId, saveAsFile } from '#components/exports/export-search.ts';
import { FileFacts } from '#components/exports/file-facts.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { usePlantId } from '#components/ui/use-plant.ts';
import { addressOf } from '#domain/api/address.ts';
import { downloadExport } from '#domain/api/exports.ts';
import { getGold } from '#domain/api/results.ts';
import { EXPORT_FORMATS, type ExportFormat, type ExportPreview, type ExportQuery } from '#domain/exports.ts';
import styles from './exports-page.module.css';

const FORMAT_LABELS = { parquet: 'Parquet', csv: 'CSV' } as const;
const LOST_AFTER_MS = 600_000;

/** The file in each format, and what was delivered: the SHA-256 here is that of the file on the disk, or it is damaged. */
export function DownloadPanel({ query, preview }: { query: ExportQuery; preview: ExportPreview }) {
  const t = useTexts();
  const plantId = usePlantId();
  const [asked, setAsked] = useState<{ receipt: string; atMs: number } | null>(null);
  const download = (format: ExportFormat) => {
    const receipt = newReceiptId();
    setAsked({ receipt, atMs: Date.now() });
    saveAsFile(addressOf(downloadExport, { query: { ...query, format, receipt } }, plantId));
  };
  return (
    <Panel title={t('export.download')}>
      <div className={styles.downloads}>
        {EXPORT_FORMATS.map((format) => (
          <Button
            key={format}
            variant={format === 'parquet' ? 'filled' : 'default'}
            disabled={preview.days === 0}
            onClick={() => download(format)}
          >
            {t('export.about', { format: FORMAT_LABELS[format], size: t.bytes(preview.estimatedBytes[format]) })}
          </Button>
        ))}
      </div>
      {asked && <Delivery key={asked.receipt} {...asked} />}
      {preview.goldFile && (
        <div className={styles.gold}>
          <h3 className={styles.subtitle}>{t('export.asWritten')}</h3>
          <FileFacts
            file={preview.goldFile}
            link={addressOf(getGold, { params: { day: preview.from } }, plantId)}
            note={t('export.asWrittenNote')}
          />
        </div>
      )}
    </Panel>
  );
}

function Delivery({ receipt, atMs }: { receipt: string; atMs: number }) {
  const t = useTexts();
  const { data, dataUpdatedAt } = useQuery(exportReceiptQuery(receipt));
  if (data?.file) {
    return (
      <div className={styles.gold} role="status">
        <h3 className={styles.subtitle}>{t('export.yourFile')}</h3>
        <FileFacts file={data.file} />
      </div>
    );
  }
  if (data?.error || dataUpdatedAt - atMs > LOST_AFTER_MS) {
    return (
      <div className={styles.gold}>
        <Notice tone="bad" title={t('export.noFile')}>
          {data?.error ?? t('export.noWord')}
        </Notice>
      </div>
    );
  }
  return (
    <div className={styles.waiting} role="status">
      <Loader size="xs" /> {t('export.writing')}
    </div>
  );
}
