const LIGHT_CELLS = 64;
const HEAT_CELLS = 40;
const COLUMNS = HEAT_CELLS + 1;

/** W/m²; brighter counts as this. */
export const BRIGHTEST = 1700;
/** °C. */
const COLDEST = -45;
const HOTTEST = 110;

/** The temperatures a table has columns for, °C: every 3.9 K. */
export const HEATS: readonly number[] = Array.from(
  { length: COLUMNS },
  (_, column) => COLDEST + ((HOTTEST - COLDEST) * column) / HEAT_CELLS,
);

/** An empty table of 65 irradiances x 41 temperatures, irradiance in rows. */
export function lightHeatTable(): Float64Array {
  return new Float64Array((LIGHT_CELLS + 1) * COLUMNS);
}

/** Calls with each place of a table: irradiance 0..1700 W/m², temperature -45..110 °C. */
export function eachLightHeat(visit: (place: number, light: number, heat: number) => void): void {
  for (let row = 0; row <= LIGHT_CELLS; row++) {
    // Rows stand closer in weak light, where the shunt bends the curve.
    const light = BRIGHTEST * (row / LIGHT_CELLS) ** 2;
    for (const [column, heat] of HEATS.entries()) visit(row * COLUMNS + column, light, heat);
  }
}

/** A value between those of a table, straight in the root of the irradiance and in the temperature; both are held within it. */
export function readLightHeat(table: Float64Array, irradiance: number, temperature: number): number {
  const row = Math.sqrt(held(irradiance, 0, BRIGHTEST) / BRIGHTEST) * LIGHT_CELLS;
  const top = Math.min(Math.floor(row), LIGHT_CELLS - 1);
  const { left, right } = columnOf(temperature);
  const down = row - top;
  const at = top * COLUMNS + left;
  const upper = (table[at] as number) * (1 - right) + (table[at + 1] as number) * right;
  const lower = (table[at + COLUMNS] as number) * (1 - right) + (table[at + COLUMNS + 1] as number) * right;
  return upper * (1 - down) + lower * down;
}

/** A value between those of a row with one value per temperature of `HEATS`. */
export function readHeat(values: Float64Array, temperature: number): number {
  const { left, right } = columnOf(temperature);
  const [below, above] = [values[left] as number, values[left + 1] as number];
  return below + (above - below) * right;
}

export function held(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

function columnOf(temperature: number): { left: number; right: number } {
  const column = ((held(temperature, COLDEST, HOTTEST) - COLDEST) / (HOTTEST - COLDEST)) * HEAT_CELLS;
  const left = Math.min(Math.floor(column), HEAT_CELLS - 1);
  return { left, right: column - left };
}
