import { LAST_PLACE } from '#domain/registration.ts';

/** An array that is to get a place on the map. */
export interface Unplaced {
  deviceId: string;
  /** Arrays of a group begin a row of their own. */
  group: string | null;
}

export interface Place {
  row: number;
  column: number;
}

/** Up to so many arrays stand in rows of twelve. */
const SMALL_PLANT = 240;
const SMALL_ROW = 12;

/** Columns of a map of so many arrays: twelve up to 240, near-square beyond. */
export function columnsOf(arrays: number): number {
  return arrays <= SMALL_PLANT ? SMALL_ROW : Math.ceil(Math.sqrt(arrays * 2));
}

/**
 * Places for arrays that were given none, in their order, from a row on; groups stand together, each from a new row. The
 * same arrays always get the same places. A group path that ends in the array itself counts without its last part.
 * @param arrays how many the plant has in all: the width of its rows
 */
export function derivePlaces(unplaced: readonly Unplaced[], arrays: number, firstRow: number): Map<string, Place> {
  const groups = Map.groupBy(unplaced, groupNames(unplaced));
  const columns = columnsOf(arrays);
  const places = new Map<string, Place>();
  let row = firstRow;
  for (const members of groups.values()) {
    members.forEach(({ deviceId }, index) => {
      places.set(deviceId, { row: row + Math.floor(index / columns), column: 1 + (index % columns) });
    });
    row += Math.ceil(members.length / columns);
  }
  return places;
}

function groupNames(unplaced: readonly Unplaced[]): (array: Unplaced) => string {
  const paths = unplaced.flatMap(({ group }) => (group === null ? [] : [group]));
  const endsInArray = paths.length > 1 && new Set(paths).size === paths.length;
  return ({ group }) =>
    group === null ? '' : endsInArray ? group.slice(0, Math.max(0, group.lastIndexOf('/'))) : group;
}

/** True when every place is one that the map has. */
export function isOnMap({ row, column }: Place): boolean {
  return row >= 1 && row <= LAST_PLACE && column >= 1 && column <= LAST_PLACE;
}
