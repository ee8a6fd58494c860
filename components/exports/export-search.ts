import { type ExportQuery, exportQuerySchema } from '#domain/exports.ts';

/** The filter in a page's URL as the API takes it: its parameters have the same names. */
export function exportSearch(search: URLSearchParams): ExportQuery {
  const given = exportQuerySchema.keyof().options.flatMap((name) => {
    const value = search.get(name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}

/** An id for a receipt. Not `crypto.randomUUID`, which browsers keep from pages that came over plain HTTP. */
export function newReceiptId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    if (index === 6) return (byte & 0x0f) | 0x40;
    return index === 8 ? (byte & 0x3f) | 0x80 : byte;
  }).map((byte) => byte.toString(16).padStart(2, '0'));
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Has the browser save an address as a file, and the page stay where it is. */
export function saveAsFile(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
