import type { Finding, Proposal } from '#domain/commissioning.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { percentOf, plotOf, roundTo } from './plots.ts';
import type { ArrayFigures, Survey } from './survey.ts';

/** Further off than this is no spread of modules and sensors; of current, dirt alone takes up to 7 %. */
const LEAST_OFF = { voltage: 0.04, current: 0.065 } as const;
/** So many times what half of the arrays keep within: however many others are registered wrongly does not widen it. */
const WIDE = 4;
/** A nameplate is wrong by the same at every light; faults are not: half of the bins within so much of one another. */
const STEADY = { voltage: 0.012, current: 0.025 } as const;
/** And on every day. */
const ALIKE_DAYS = { voltage: 0.012, current: 0.025 } as const;
/** A fault that takes one quantity moves the other; a nameplate's figure stands alone. */
const OTHER_STILL = { voltage: 0.03, current: 0.065 } as const;
/** An array whose missing current is a whole number of strings has lost them, most likely. */
const STRING_TOLERANCE = 0.045;
/** Where all arrays are off together, it is no single nameplate. */
const PLANT_OFF = { voltage: 0.06, current: [-0.14, 0.08] } as const;

/** Who registers half as much again as there is? Less than this is left of an array with a fault. */
const LEAST_LEFT = 0.7;

type Quantity = 'voltage' | 'current';

/** How far an array is from its nameplate, what befalls all arrays taken out: 0.1 for 10 % more than registered. */
export function deviationOf({ usual }: Survey, figures: ArrayFigures, quantity: Quantity): number {
  const all = isPlantOff(usual, quantity) ? 1 : usual[quantity];
  return figures[quantity] / all - 1;
}

/** How far off an array must be on this plant for its nameplate to be doubted. */
export function leastDeviation(survey: Survey, quantity: Quantity): number {
  const spread = survey.spread[quantity];
  return Math.max(LEAST_OFF[quantity], Number.isFinite(spread) ? WIDE * spread : 0);
}

/** True where an array's quantity is off its nameplate by the same at every light and on every day. */
export function isSteadilyOff(survey: Survey, figures: ArrayFigures, quantity: Quantity): boolean {
  const spread = quantity === 'voltage' ? figures.voltageSpread : figures.currentSpread;
  const days = quantity === 'voltage' ? figures.voltageOfDays : figures.currentOfDays;
  const between = Math.max(...days) - Math.min(...days);
  return (
    Math.abs(deviationOf(survey, figures, quantity)) >= leastDeviation(survey, quantity) &&
    spread <= STEADY[quantity] &&
    between <= ALIKE_DAYS[quantity]
  );
}

/** v_mp or i_mp of each array against its own data and against the median of all. */
export function nameplateFindings(survey: Survey, quantity: Quantity, taken: ReadonlySet<string>): Finding[] {
  const whole = plantFinding(survey, quantity);
  if (whole) return [whole];
  return [...survey.figures.values()].flatMap((figures) => {
    if (taken.has(figures.array.deviceId) || !isSteadilyOff(survey, figures, quantity)) return [];
    return couldBeFault(survey, figures, quantity) ? [] : [arrayFinding(survey, figures, quantity)];
  });
}

/** More than is registered is no fault's doing; less can be, where another quantity moves too or a string's share is gone. */
function couldBeFault(survey: Survey, figures: ArrayFigures, quantity: Quantity): boolean {
  if (deviationOf(survey, figures, quantity) > 0) return false;
  const other = quantity === 'voltage' ? 'current' : 'voltage';
  if (Math.abs(deviationOf(survey, figures, other)) > OTHER_STILL[other]) return true;
  const { modulesInSeries, strings } = figures.array.nameplate;
  const left = 1 + deviationOf(survey, figures, quantity);
  if (left < LEAST_LEFT) return true;
  if (quantity === 'voltage') {
    // A single string with shorted modules keeps its current; more than one string do not all lose the same.
    return strings === 1 && isWholeNumberGone(left, modulesInSeries, 0.015);
  }
  return isWholeNumberGone(left, strings, STRING_TOLERANCE);
}

function isWholeNumberGone(left: number, of: number, tolerance: number): boolean {
  const gone = Math.round((1 - left) * of);
  return gone >= 1 && Math.abs(left - (of - gone) / of) <= tolerance;
}

function arrayFinding(survey: Survey, figures: ArrayFigures, quantity: Quantity): Finding {
  const { array } = figures;
  const deviation = deviationOf(survey, figures, quantity);
  const limit = leastDeviation(survey, quantity);
  const to = changed(array.nameplate, quantity, 1 + deviation);
  const [name, unit, key] = NAMES[quantity];
  const more = deviation > 0 ? 'more' : 'less';
  return {
    kind: KINDS[quantity],
    deviceIds: [array.deviceId],
    text: `${name} is registered as ${array.nameplate[key].toFixed(1)} ${unit}; it gives ${percentOf(Math.abs(deviation))} ${more}, as ${to[key].toFixed(1)} ${unit} would`,
    sureness: surenessOf(survey, deviation / limit, quantity),
    figures: [
      { label: 'registered', value: roundTo(array.nameplate[key], 2), unit },
      { label: 'measured', value: roundTo(to[key], 2), unit },
      { label: 'against the other arrays', value: roundTo(100 * deviation, 1), unit: '%' },
      { label: 'from here on it is doubted', value: roundTo(100 * limit, 1), unit: '%' },
    ],
    plot: quantityPlot(survey, figures, quantity),
    proposal: proposalFor([figures], quantity, () => 1 + deviation),
    advice:
      quantity === 'voltage'
        ? 'Compare the modules in series and the data sheet with what is registered.'
        : 'Compare the strings and the data sheet with what is registered; heavy dirt on this array alone looks the same.',
  };
}

/** A fault may last a day and look the same; and dirt takes current. */
function surenessOf({ days }: Survey, limits: number, quantity: Quantity): Finding['sureness'] {
  if (limits < 0 && days.length < 2) return 'possible';
  if (Math.abs(limits) >= 1.5) return 'certain';
  return quantity === 'voltage' ? 'likely' : 'possible';
}

const KINDS = { voltage: 'nameplate_voltage', current: 'nameplate_current' } as const;
const NAMES = { voltage: ['V_mp', 'V', 'vMp'], current: ['I_mp', 'A', 'iMp'] } as const;

function isPlantOff(usual: Survey['usual'], quantity: Quantity): boolean {
  const off = usual[quantity] - 1;
  if (quantity === 'voltage') return Math.abs(off) > PLANT_OFF.voltage;
  return off < PLANT_OFF.current[0] || off > PLANT_OFF.current[1];
}

function plantFinding(survey: Survey, quantity: Quantity): Finding | null {
  const { usual, figures } = survey;
  if (!isPlantOff(usual, quantity)) return null;
  const off = usual[quantity] - 1;
  const all = [...figures.values()];
  const [name, unit, key] = NAMES[quantity];
  const more = off > 0 ? 'more' : 'less';
  const [first] = all;
  return {
    kind: KINDS[quantity],
    deviceIds: [],
    text: `The median array gives ${percentOf(Math.abs(off))} ${more} ${quantity} than its nameplate, light and heat let expect`,
    sureness: 'possible',
    figures: [
      { label: 'measured over expected, median', value: roundTo(usual[quantity], 3), unit: '' },
      { label: 'arrays', value: all.length, unit: '' },
    ],
    plot: first ? quantityPlot(survey, first, quantity) : null,
    proposal: proposalFor(all, quantity, () => usual[quantity]),
    advice:
      quantity === 'voltage'
        ? `Compare ${name} (${key}, ${unit}) of all arrays with the data sheet, and the thermometers with one of known accuracy.`
        : `Look at the pyranometer first: its gain is in every array. Then compare ${name} of all arrays with the data sheet.`,
  };
}

function proposalFor(
  all: readonly ArrayFigures[],
  quantity: Quantity,
  factorOf: (figures: ArrayFigures) => number,
): Proposal {
  return {
    change: 'nameplate',
    arrays: all.map((figures) => {
      const { deviceId, nameplate } = figures.array;
      const { modulesInSeries, strings, vMp, iMp } = nameplate;
      return {
        deviceId,
        from: { modulesInSeries, strings, vMp, iMp },
        to: changed(nameplate, quantity, factorOf(figures)),
      };
    }),
  };
}

function changed({ modulesInSeries, strings, vMp, iMp }: Nameplate, quantity: Quantity, factor: number) {
  const figures = { modulesInSeries, strings, vMp, iMp };
  return quantity === 'voltage'
    ? { ...figures, vMp: roundTo(vMp * factor, 1) }
    : { ...figures, iMp: roundTo(iMp * factor, 2) };
}

/** Measured beside expected on the brightest day. */
export function quantityPlot(survey: Survey, { array }: Pick<ArrayFigures, 'array'>, quantity: Quantity) {
  const { brightest } = survey;
  const bins = brightest?.arrays.get(array.deviceId)?.bins;
  if (!brightest || !bins) return null;
  return plotOf(brightest.day, quantity === 'voltage' ? 'V' : 'A', [
    { label: 'measured', at: (bin) => bins[quantity][bin] as number },
    {
      label: 'expected of the nameplate',
      at: (bin) => brightest.expected.get(array.deviceId)?.[quantity][bin] ?? Number.NaN,
    },
  ]);
}
