/** The parameters of the page's URL that say which array-days are taken; the API has the same names. */
const FILTER_NAMES = ['from', 'to', 'verdicts', 'arrays', 'minConfidence'] as const;

/** The filter in a page's URL as the API takes it. */
export function exportSearch(search: URLSearchParams): string {
  const filter = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = search.get(name);
    if (value) filter.set(name, value);
  }
  return filter.toString();
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
