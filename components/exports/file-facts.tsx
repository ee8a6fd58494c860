import { formatBytes, formatCount } from '#components/format/numbers.ts';
import type { ExportedFile } from '#domain/exports.ts';
import styles from './exports-page.module.css';

/** A file's name, size, rows and SHA-256. */
export function FileFacts({ file, link, note }: { file: ExportedFile; link?: string; note?: string }) {
  const { fileName, bytes, rows, sha256 } = file;
  return (
    <>
      <dl className={styles.facts}>
        <dt>File</dt>
        <dd>
          {link === undefined ? (
            fileName
          ) : (
            <a href={link} download>
              {fileName}
            </a>
          )}
        </dd>
        <dt>Size</dt>
        <dd>
          {formatBytes(bytes)}
          {bytes >= 10_000 && ` (${formatCount(bytes)} bytes)`}
        </dd>
        <dt>Rows</dt>
        <dd>{formatCount(rows)}</dd>
        <dt>SHA-256</dt>
        <dd>
          <code className={styles.hash}>{sha256}</code>
        </dd>
      </dl>
      {note !== undefined && <p className={styles.note}>{note}</p>}
    </>
  );
}
