const STARTS_A_FORMULA = /^[=+\-@\t\r]/;
const IS_A_NUMBER = /^-?\d+(\.\d+)?$/;
const WANTS_QUOTES = /[",\r\n]/;

/**
 * A value as a cell of CSV (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe before it, which
 * spreadsheets take for "this is text".
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = STARTS_A_FORMULA.test(text) && !IS_A_NUMBER.test(text) ? `'${text}` : text;
  return WANTS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}
