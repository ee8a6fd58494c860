import type { MapQuantity, TimeFormat } from '#domain/column-map.ts';

/** How the values of a row are meant. */
export interface RowMeaning {
  /** The array, where no column tells it. */
  device: string | null;
  /** What part of the deviceId's device the array is: an input of an inverter. */
  input: string | null;
  units: Partial<Record<MapQuantity, string>>;
  timeFormat: TimeFormat | null;
  decimal: '.' | ',';
}
