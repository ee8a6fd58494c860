import { formatPlural } from '#components/format/numbers.ts';
import { formatDay } from '#components/format/time.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { ExportPreview } from '#domain/exports.ts';

const SHOWN = 10;
const REASONS = { no_result: 'no published result', removed: 'removed by housekeeping' } as const;

/** The days that the file will not have, and why. */
export function MissingDays({ missing }: { missing: ExportPreview['missing'] }) {
  if (missing.length === 0) return null;
  const shown = missing.slice(0, SHOWN).map(({ day, reason }) => `${formatDay(day)} (${REASONS[reason]})`);
  const more = missing.length - shown.length;
  return (
    <Notice tone="warn" title={`${formatPlural(missing.length, 'day')} will not be in the file`}>
      {shown.join(', ')}
      {more > 0 && ` and ${formatPlural(more, 'day')} more`}
    </Notice>
  );
}
