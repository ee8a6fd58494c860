import type { ExplanationView } from '#domain/array-insight.ts';
import type { ImageChannel } from '#domain/channels.ts';

/** How much of each part of a scalogram stays lit: opacity 0..255 of the shade over it, row-major. */
export interface EvidenceMask {
  rows: number;
  columns: number;
  shade: Uint8Array;
}

/** Shade where nothing speaks for the condition: the scalogram can still be made out under it. */
const DARKEST = 200;
const NOTHING = 128;

/**
 * The strongest part for the condition is not shaded at all, what says nothing or speaks against it fully; null for a channel that
 * the explained image does not have.
 */
export function evidenceMask(view: ExplanationView, channel: ImageChannel): EvidenceMask | null {
  const of = view.channels.find(({ name }) => name === channel);
  if (!of) return null;
  const levels = Uint8Array.from(atob(of.levels), (character) => character.charCodeAt(0));
  const shade = levels.map((level) => {
    const strength = Math.max(0, (level - NOTHING) / 127);
    return Math.round(DARKEST * (1 - Math.sqrt(strength)));
  });
  return { rows: view.rows, columns: view.columns, shade };
}
