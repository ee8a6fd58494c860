// Ours and not csv-stringify: that leaves a lone line break without quotes beside CRLF ends, lets a space hide a formula,
// and takes three times as long for an export.

/** What a cell of a CSV file may hold; null is an empty cell. */
export type CsvCell = string | number | boolean | null;

// What spreadsheets take for the beginning of a formula, in its wide forms too; a tab or line break before it hides it.
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",;\r\n\t]|^\s|\s$/;

/** A text that a spreadsheet shows and never runs: an apostrophe stands before what would begin a formula. */
export function neutralCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** One line of a CSV file (RFC 4180), its end included. Numbers stay numbers: a minus before one is no formula. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = neutralCell(cell);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
