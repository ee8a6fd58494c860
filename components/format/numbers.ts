// How numbers are written. One locale for everybody: an operator who reads a figure aloud is understood.
const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** 207360 -> "207,360". */
export function formatCount(value: number): string {
  return COUNT.format(value);
}

/** "1 array", "48 arrays". */
export function formatPlural(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}

/** A part of a whole, 0..1, as a percentage that never rounds up to "100 %" nor down to "0 %" when it is not. */
export function formatShare(share: number, digits = 0): string {
  const step = 10 ** -digits;
  const percent = share * 100;
  const text = percent.toFixed(digits);
  if (share < 1 && Number(text) === 100) return `${(100 - step).toFixed(digits)} %`;
  if (share > 0 && Number(text) === 0) return `< ${step.toFixed(digits)} %`;
  return `${text} %`;
}

/** A measured value with at most `significant` significant digits and its unit: "186.2 V". */
export function formatQuantity(value: number, unit: string, significant = 4): string {
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(6, Math.max(0, significant - 1 - magnitude));
  return `${value.toFixed(decimals)} ${unit}`;
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in decimal units: "6,123 bytes" below 10 kB, then "62.4 kB", "1.23 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 10_000) return `${formatCount(bytes)} bytes`;
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toPrecision(3)} ${BYTE_UNITS[power]}`;
}

/** Energy: "3.21 kWh", "12.4 kWh", "1,204 kWh". */
export function formatKwh(kwh: number): string {
  const size = Math.abs(kwh);
  return size >= 100 ? `${formatCount(kwh)} kWh` : `${kwh.toFixed(size >= 10 ? 1 : 2)} kWh`;
}

/** Said of a loss that a healthy array may show as well. */
export const WITHIN_UNCERTAINTY_WORDS = 'within the uncertainty of the energy model';
