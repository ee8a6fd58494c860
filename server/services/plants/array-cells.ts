import type { CsvCell } from '#domain/csv.ts';
import { ARRAY_COLUMNS } from '#domain/registration.ts';
import { moduleOf } from '#server/services/plants/plan-registration.ts';
import type { RegisteredArray } from '#server/stores/registered-arrays.ts';

/** An array as the cells of a file that would register it again, by column. */
export function arrayCells(array: RegisteredArray): Record<(typeof ARRAY_COLUMNS)[number], CsvCell> {
  const { deviceId, name, row, column, group, nameplate, tilt, azimuth, inServiceFrom, inServiceTo } = array;
  const module = moduleOf(array);
  const numbers = module === null || 'name' in module ? NO_NUMBERS : module;
  const cells = {
    deviceId,
    name,
    row,
    column,
    group,
    modulesInSeries: nameplate.modulesInSeries,
    strings: nameplate.strings,
    module: module !== null && 'name' in module ? module.name : null,
    ...numbers,
    blockingDiodes: array.blockingDiodes ? 'yes' : 'no',
    tilt,
    azimuth,
    inServiceFrom,
    inServiceTo,
  };
  return cells;
}

const NO_NUMBERS = { vMp: null, iMp: null, vOc: null, iSc: null, alphaIsc: null, betaVoc: null };

/** The cells in the order of the columns. */
export function cellsInOrder(array: RegisteredArray): CsvCell[] {
  const cells = arrayCells(array);
  return ARRAY_COLUMNS.map((column) => cells[column]);
}
