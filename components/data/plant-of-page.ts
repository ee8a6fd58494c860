import { plantIdOfPath } from '#components/ui/plant-path.ts';

/** The plant of the page that is open; null for the default one. Another plant's page is another document. */
export function plantOfPage(): string | null {
  return plantIdOfPath(globalThis.location?.pathname ?? '');
}
