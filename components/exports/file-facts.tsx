import { useTexts } from '#components/texts/texts-provider.tsx';
import type { ExportedFile } from '#domain/exports.ts';
import styles from './exports-page.module.css';

/** A file's name, size, rows and SHA-256. */
export function FileFacts({ file, link, note }: { file: ExportedFile; link?: string; note?: string }) {
  const t = useTexts();
  const { fileName, bytes, rows, sha256 } = file;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('run.file')}</dt>
        <dd>
          {link === undefined ? (
            fileName
          ) : (
            <a href={link} download>
              {fileName}
            </a>
          )}
        </dd>
        <dt>{t('run.size')}</dt>
        <dd>
          {t.bytes(bytes)}
          {bytes >= 10_000 && ` (${t('run.bytes', { count: bytes })})`}
        </dd>
        <dt>{t('run.rows')}</dt>
        <dd>{t.count(rows)}</dd>
        <dt>SHA-256</dt>
        <dd>
          <code className={styles.hash}>{sha256}</code>
        </dd>
      </dl>
      {note !== undefined && <p className={styles.note}>{note}</p>}
    </>
  );
}
