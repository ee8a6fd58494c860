import type { Language } from '#components/texts/languages.ts';

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };
const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** How numbers are written in a language. */
export function numberFormats(language: Language) {
  const counts = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 0 });
  const comma = language === 'de';
  const count = (value: number) => counts.format(value);
  /** A number as JavaScript writes it, with the language's decimal sign. */
  const decimal = (text: string) => (comma ? text.replace('.', ',') : text);
  const fixed = (value: number, digits: number) => decimal(value.toFixed(digits));
  return {
    /** 207360 -> "207,360". */
    count,
    /** With exactly `digits` decimals: "0.64". */
    fixed,
    decimal,
    /** As `formatShare`. */
    share: (share: number, digits = 0): string => decimal(formatShare(share, digits)),
    /** A measured value with at most `significant` significant digits and its unit: "186.2 V". */
    quantity: (value: number, unit: string, significant = 4): string => {
      const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
      return `${fixed(value, Math.min(6, Math.max(0, significant - 1 - magnitude)))} ${unit}`;
    },
    /** A size in decimal units: "6,123 bytes" below 10 kB, then "62.4 kB", "1.23 MB". */
    bytes: (bytes: number): string => {
      if (bytes < 10_000) return `${count(bytes)} ${comma ? 'Byte' : 'bytes'}`;
      const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
      return `${decimal((bytes / 1000 ** power).toPrecision(3))} ${BYTE_UNITS[power]}`;
    },
    /** Energy: "3.21 kWh", "12.4 kWh", "1,204 kWh". */
    kwh: (kwh: number): string => {
      const size = Math.abs(kwh);
      return size >= 100 ? `${count(kwh)} kWh` : `${fixed(kwh, size >= 10 ? 1 : 2)} kWh`;
    },
    /** An amount of money in its currency (ISO 4217). */
    money: (amount: number, currency: string): string =>
      new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency }).format(amount),
    /** -0.33 -> "−33 %", 0.012 -> "+1.2 %"; a zero has no sign. */
    deviation: (part: number): string => {
      const percent = part * 100;
      const size = Math.abs(percent).toFixed(Math.abs(percent) < 9.95 ? 1 : 0);
      const sign = Number(size) === 0 ? '' : percent < 0 ? '−' : '+';
      return `${sign}${decimal(size)} %`;
    },
  };
}

/**
 * A part of a whole, 0..1, as a percentage that never rounds up to "100 %" nor down to "0 %" when it is not. Without decimals it is
 * the same in each language.
 */
export function formatShare(share: number, digits = 0): string {
  const step = 10 ** -digits;
  const text = (share * 100).toFixed(digits);
  if (share < 1 && Number(text) === 100) return `${(100 - step).toFixed(digits)} %`;
  if (share > 0 && Number(text) === 0) return `< ${step.toFixed(digits)} %`;
  return `${text} %`;
}
