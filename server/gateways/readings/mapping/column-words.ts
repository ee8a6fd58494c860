import type { MapQuantity } from '#domain/column-map.ts';

type Sought = MapQuantity | 'timestamp' | 'deviceId';

/** Words that columns of readings are called by, in the languages of loggers, the surest first. */
const WORDS: Record<Sought, readonly RegExp[]> = {
  timestamp: [
    /^time ?stamp|^zeit ?stempel|^date ?time|^datum zeit/,
    /^date\b|^datum\b|^fecha\b/,
    /^time\b|^zeit\b|^uhrzeit\b|^ts$|^tmstamp|^hora\b/,
  ],
  deviceId: [/^device|^wechselrichter$|^inverter$|^array$|^string ?id$|^serial|^wr$|^id$/],
  voltage: [
    /(^|[^a-z])[uv] ?dc|dc ?(volt|u$|v$)|vdc|udc|dc.?spannung|mpp.*(volt|[uv]$)/,
    /volt|spannung|tension|voltaje|^[uv] ?\d*$/,
  ],
  current: [
    /(^|[^a-z])i ?dc|dc ?(curr|amp|i$)|idc|dc.?strom|mpp.*(curr|i$)/,
    /curr|strom|(^|[^a-z])amp(s|ere)?\b|corriente|^i ?\d*$/,
  ],
  power: [/(^|[^a-z])p ?dc|dc ?(power|p$)|pdc|dc.?leistung/, /power|leistung|puissance|potencia|^p ?\d*$/],
  temperature: [/mod.*temp|temp.*mod|t ?mod|(panel|cell|bom|back).*temp|temp.*(panel|cell)|tcell|tbom/],
  airTemperature: [
    /(amb|air|aussen|außen|umgebung|luft).*temp|temp.*(amb|air|aussen|außen|umgebung|luft)|t ?(amb|air)\b|^tair|^tamb/,
  ],
  irradiance: [/poa|plane.?of|modulebene|ggpoa|g ?poa/, /irr|einstrahl|strahlung|pyrano|solar ?rad|^ghi$|^g ?\d*$/],
};

/** What is of the grid, or made of readings: no array's. */
const OTHERS = /(^|[^a-z])(ac|grid|netz)([^a-z]|$)|[uvi]ac|wac|var|frequen|energy|energie|kwh/;

/** Columns of a header that are called as what is sought mostly is: those of the surest words that any has. */
export function columnsLike(sought: Sought, header: readonly string[]): string[] {
  const isOther = sought === 'voltage' || sought === 'current' || sought === 'power';
  for (const words of WORDS[sought]) {
    const found = header.filter((column) => {
      const plain = plainName(column);
      return words.test(plain) && !(isOther && OTHERS.test(plain));
    });
    if (found.length > 0) return sought === 'timestamp' ? [...found, ...laterTimes(found, header)] : found;
  }
  return [];
}

/** A day's column may have its time of day in another. */
function laterTimes(found: readonly string[], header: readonly string[]): string[] {
  return header.filter(
    (column) => !found.includes(column) && WORDS.timestamp.some((words) => words.test(plainName(column))),
  );
}

/** Small letters, without a unit in brackets, words parted by blanks. */
function plainName(column: string): string {
  return column
    .replace(/[[(][^\])]*[\])]/g, '')
    .replace(/([a-zäöü])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_.\-\s]+/g, ' ')
    .trim();
}
