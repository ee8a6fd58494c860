import type { Share } from '#domain/evaluation.ts';

const percent = (part: number) => (part * 100).toFixed(1);

/** A table with its head; every cell on one line. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lineOf = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return `${[lineOf(head), `|${'---|'.repeat(head.length)}`, ...rows.map(lineOf)].join('\n')}\n`;
}

/** "93.1 %", or "-" when there was nothing to take a share of. */
export function shareText({ value }: Share): string {
  return value === null ? '-' : `${percent(value)} %`;
}

/** "93.1 % (91.0..94.8)". */
export function rangeOf(share: Share): string {
  return share.value === null ? '-' : `${shareText(share)} (${percent(share.low)}..${percent(share.high)})`;
}

/** "4.2 (2.6..6.8)". */
export function perThousand({ value, low, high }: Share): string {
  const thousandths = (part: number) => (part * 1000).toFixed(1);
  return value === null ? '-' : `${thousandths(value)} (${thousandths(low)}..${thousandths(high)})`;
}
