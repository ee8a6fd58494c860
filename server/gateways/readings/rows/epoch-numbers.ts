/** Numbers and declared times are believed from 2000 up to 2100, epoch milliseconds: what lies outside is of another unit. */
export const FIRST_TIME_MS = Date.UTC(2000, 0, 1);
export const END_TIME_MS = Date.UTC(2100, 0, 1);

export const isBelievable = (timestampMs: number) => timestampMs >= FIRST_TIME_MS && timestampMs < END_TIME_MS;

/** Days since 1899-12-30, as spreadsheets count them: 2000 to 2100. */
const [FIRST_SHEET_DAY, END_SHEET_DAY] = [36_526, 73_051];

/** What a number that is no time in milliseconds looks like, for the message that refuses it. */
export function looksLike(value: number): string {
  if (isBelievable(value * 1000)) return 'epoch seconds';
  if (isBelievable(value / 1000)) return 'epoch microseconds';
  if (isBelievable(value / 1_000_000)) return 'epoch nanoseconds';
  if (value >= FIRST_SHEET_DAY && value < END_SHEET_DAY) return "a spreadsheet's days";
  if (/^20\d{6}(\d{6})?$/.test(String(value))) return 'a date without separators';
  return 'no time from 2000 to 2100';
}
