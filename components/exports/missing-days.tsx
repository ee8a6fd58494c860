import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ExportPreview } from '#domain/exports.ts';

const SHOWN = 10;

/** The days that the file will not have, and why. */
export function MissingDays({ missing }: { missing: ExportPreview['missing'] }) {
  const t = useTexts();
  if (missing.length === 0) return null;
  const shown = missing.slice(0, SHOWN).map(({ day, reason }) => `${t.day(day)} (${t(`export.missing.${reason}`)})`);
  const more = missing.length - shown.length;
  return (
    <Notice tone="warn" title={t('export.notInFile', { count: missing.length })}>
      {shown.join(', ')}
      {more > 0 && ` ${t('export.andMore', { count: more })}`}
    </Notice>
  );
}
