import { derivePlaces, isOnMap, type Place } from '#domain/derive-places.ts';
import { DEFAULT_MODULE_I_MP, DEFAULT_MODULE_V_MP, type Nameplate } from '#domain/nameplate.ts';
import {
  type ArrayInput,
  type ChangeKind,
  LAST_PLACE,
  MAX_ARRAYS,
  type ModuleGiven,
  type RegistrationProblem,
} from '#domain/registration.ts';
import { isModuleProblem, ModuleResolver, moduleGivenIn } from '#server/services/plants/resolve-module.ts';
import type { RegisteredArray } from '#server/stores/registered-arrays.ts';

/** What a plan is made from: nothing else decides. */
export interface PlanBasis {
  /** Every array of the plant, those out of service too. */
  existing: readonly RegisteredArray[];
  rows: readonly { line: number; input: ArrayInput }[];
  /** Ids of another plant's that sends to the same topics, with its id: nobody could tell whose a reading is. */
  foreign: ReadonlyMap<string, string>;
  /** Arrays that no row names go out of service. */
  removeMissing: boolean;
  /** The plant day that it is. */
  today: string;
  /** The last plant day that is over. */
  yesterday: string;
}

/** What becomes of one array. */
export interface PlannedChange {
  kind: ChangeKind;
  line: number | null;
  before: RegisteredArray | null;
  after: RegisteredArray;
}

export interface RegistrationPlan {
  changes: PlannedChange[];
  /** Arrays that no row names and that are not out of service. */
  missing: number;
  problems: RegistrationProblem[];
}

const MAX_ARRAY_VOLTS = 2000;
const MAX_ARRAY_AMPERES = 5000;

/** What a registration would change. With a problem nothing of it may be done. */
export function planRegistration(basis: PlanBasis): RegistrationPlan {
  const { existing, rows, foreign, removeMissing, yesterday } = basis;
  const problems: RegistrationProblem[] = [];
  const known = new Map(existing.map((array) => [array.deviceId, array]));
  const lineOf = firstLines(rows, problems);
  const modules = new ModuleResolver();
  const given = rows.flatMap(({ line, input }) => {
    if (lineOf.get(input.deviceId) !== line) return [];
    const owner = foreign.get(input.deviceId);
    if (owner !== undefined) {
      problems.push({
        line,
        column: 'deviceId',
        message: `"${input.deviceId}" belongs to plant "${owner}", which sends to the same topic`,
      });
      return [];
    }
    const before = known.get(input.deviceId) ?? null;
    const after = merged(before, input, modules, basis, (column, message) => problems.push({ line, column, message }));
    return after === null ? [] : [{ line, input, before, after }];
  });
  const silent = existing.filter(({ deviceId, inServiceTo }) => !lineOf.has(deviceId) && inServiceTo === null);
  placeNew(given, silent, existing, problems);
  const changes: PlannedChange[] = given.map(({ line, before, after }) => ({
    kind: kindOf(before, after),
    line,
    before,
    after,
  }));
  for (const before of silent) {
    const after = removeMissing ? { ...before, inServiceTo: lastDayOf(before, yesterday) } : before;
    changes.push({ kind: removeMissing ? 'removed' : 'unchanged', line: null, before, after });
  }
  refuseSharedPlaces(changes, problems);
  const inService = changes.filter(({ after }) => after.inServiceTo === null).length;
  if (inService > MAX_ARRAYS) {
    problems.push({ line: null, column: null, message: `${inService} arrays: a plant has at most ${MAX_ARRAYS}` });
  }
  problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { changes, missing: silent.length, problems };
}

/** The last day in service of an array that is taken out: one that was to come has none, and ends before it began. */
export function lastDayOf({ inServiceFrom }: RegisteredArray, yesterday: string): string {
  return inServiceFrom !== null && inServiceFrom > yesterday ? inServiceFrom : yesterday;
}

/** The line of each id; one that comes twice is a problem. */
function firstLines(rows: PlanBasis['rows'], problems: RegistrationProblem[]): Map<string, number> {
  const lineOf = new Map<string, number>();
  for (const { line, input } of rows) {
    const first = lineOf.get(input.deviceId);
    if (first === undefined) lineOf.set(input.deviceId, line);
    else problems.push({ line, column: 'deviceId', message: `"${input.deviceId}" is in line ${first} already` });
  }
  return lineOf;
}

/** A row over what is registered: what it leaves out stays, null is the default. Without a place yet where it has none. */
function merged(
  before: RegisteredArray | null,
  input: ArrayInput,
  modules: ModuleResolver,
  { today }: PlanBasis,
  refuse: (column: string, message: string) => void,
): RegisteredArray | null {
  const keep = <Value>(said: Value | null | undefined, kept: Value | undefined, usual: Value): Value =>
    said === undefined ? (kept ?? usual) : (said ?? usual);
  const modulesInSeries = input.modulesInSeries ?? before?.nameplate.modulesInSeries;
  const strings = input.strings ?? before?.nameplate.strings;
  if (modulesInSeries === undefined) refuse('modulesInSeries', 'is needed: how many modules a string has');
  if (strings === undefined) refuse('strings', 'is needed: how many strings are in parallel');
  const inServiceFrom = keep(input.inServiceFrom, before?.inServiceFrom, null);
  const inServiceTo = keep(input.inServiceTo, before?.inServiceTo, null);
  if (inServiceTo !== null && inServiceFrom !== null && inServiceTo < inServiceFrom) {
    refuse('inServiceTo', `${inServiceTo} is before inServiceFrom, ${inServiceFrom}`);
  }
  if (inServiceTo !== null && inServiceTo >= today && inServiceTo !== before?.inServiceTo) {
    refuse('inServiceTo', `${inServiceTo} is not over at the plant, where it is ${today}: say it when it is`);
  }
  const { row = null, column = null } = input;
  if ((row === null) !== (column === null)) refuse(row === null ? 'row' : 'column', 'is needed beside the other one');
  if (modulesInSeries === undefined || strings === undefined) return null;
  const built = nameplateFor(before, input, { modulesInSeries, strings }, modules);
  if ('message' in built) {
    refuse(built.column, built.message);
    return null;
  }
  return {
    deviceId: input.deviceId,
    name: keep(input.name === input.deviceId ? null : input.name, before?.name, null),
    group: keep(input.group, before?.group, null),
    row: row ?? before?.row ?? 0,
    column: column ?? before?.column ?? 0,
    ...built,
    blockingDiodes: keep(input.blockingDiodes, before?.blockingDiodes, false),
    tilt: keep(input.tilt, before?.tilt, null),
    azimuth: keep(input.azimuth, before?.azimuth, null),
    inServiceFrom,
    inServiceTo,
  };
}

/** The module of an array that is registered, as somebody would give it. */
export function moduleOf({ moduleGiven, nameplate }: RegisteredArray): ModuleGiven | null {
  if (moduleGiven !== null) return moduleGiven;
  const vMp = nameplate.vMp / nameplate.modulesInSeries;
  const iMp = nameplate.iMp / nameplate.strings;
  if (isNear(vMp, DEFAULT_MODULE_V_MP) && isNear(iMp, DEFAULT_MODULE_I_MP)) return null;
  // One that was registered by its nameplate alone.
  return { vMp, iMp, vOc: null, iSc: null, alphaIsc: null, betaVoc: null };
}

const isNear = (a: number, b: number) => Math.abs(a - b) < 1e-9 * b;

function nameplateFor(
  before: RegisteredArray | null,
  input: ArrayInput,
  layout: Pick<Nameplate, 'modulesInSeries' | 'strings'>,
  modules: ModuleResolver,
): Pick<RegisteredArray, 'nameplate' | 'moduleGiven'> | { column: string; message: string } {
  const said = moduleGivenIn(input);
  if (said && isModuleProblem(said)) return said;
  const had = before && moduleOf(before);
  const moduleGiven = said === undefined ? had : said;
  const { modulesInSeries, strings } = layout;
  const sameLayout = before?.nameplate.modulesInSeries === modulesInSeries && before.nameplate.strings === strings;
  if (before && sameLayout && JSON.stringify(had) === JSON.stringify(moduleGiven)) {
    return { nameplate: before.nameplate, moduleGiven: before.moduleGiven };
  }
  const module = modules.resolve(moduleGiven);
  if (isModuleProblem(module)) return module;
  const nameplate = { ...module, ...layout, vMp: modulesInSeries * module.vMp, iMp: strings * module.iMp };
  if (nameplate.vMp > MAX_ARRAY_VOLTS) {
    const message = `${modulesInSeries} modules of ${module.vMp} V are over ${MAX_ARRAY_VOLTS} V`;
    return { column: 'modulesInSeries', message };
  }
  if (nameplate.iMp > MAX_ARRAY_AMPERES) {
    return { column: 'strings', message: `${strings} strings of ${module.iMp} A are over ${MAX_ARRAY_AMPERES} A` };
  }
  return { nameplate, moduleGiven };
}

interface GivenArray {
  line: number;
  after: RegisteredArray;
}

/** Gives places to those that have none, below all others. */
function placeNew(
  given: readonly GivenArray[],
  silent: readonly RegisteredArray[],
  existing: readonly RegisteredArray[],
  problems: RegistrationProblem[],
): void {
  const unplaced = given.filter(({ after }) => after.row === 0).map(({ after }) => after);
  if (unplaced.length === 0) return;
  const taken = [...existing, ...given.map(({ after }) => after)];
  const lastRow = taken.reduce((last, { row }) => Math.max(last, row), 0);
  const places = derivePlaces(unplaced, given.length + silent.length, lastRow + 1);
  for (const { line, after } of given) {
    const place: Place | undefined = places.get(after.deviceId);
    if (!place) continue;
    if (!isOnMap(place)) {
      problems.push({ line, column: 'row', message: `there is no row left below ${LAST_PLACE}: give row and column` });
    }
    after.row = place.row;
    after.column = place.column;
  }
}

/** Two arrays in service in one place are a problem, told at the later one's line. */
function refuseSharedPlaces(changes: readonly PlannedChange[], problems: RegistrationProblem[]): void {
  const takenBy = new Map<string, PlannedChange>();
  for (const change of changes) {
    const { row, column, inServiceTo } = change.after;
    if (inServiceTo !== null) continue;
    const place = `row ${row}, column ${column}`;
    const other = takenBy.get(place);
    if (!other) {
      takenBy.set(place, change);
      continue;
    }
    // Told of the one that the file gives, or gives later.
    const later = (change.line ?? 0) > (other.line ?? 0) ? change : other;
    const taker = later === change ? other : change;
    const where = taker.line === null ? 'is registered there and not in the file' : `has it in line ${taker.line}`;
    problems.push({ line: later.line, column: 'row', message: `${place}: "${taker.after.deviceId}" ${where}` });
  }
}

function kindOf(before: RegisteredArray | null, after: RegisteredArray): ChangeKind {
  if (!before) return 'added';
  if (before.inServiceTo === null && after.inServiceTo !== null) return 'removed';
  return JSON.stringify(canonical(before)) === JSON.stringify(canonical(after)) ? 'unchanged' : 'changed';
}

/** The same keys in the same order, whoever made it. */
const canonical = ({ nameplate: { modulesInSeries, strings, vMp, iMp }, ...array }: RegisteredArray) =>
  Object.entries({ ...array, moduleGiven: JSON.stringify(array.moduleGiven), modulesInSeries, strings, vMp, iMp }).sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
