import { z } from 'zod';
import { plantDayOf, shiftPlantDay, utcOffsetMinutesSchema } from '#domain/plant-day.ts';
import {
  type ArrayInput,
  describeProblem,
  MAX_PROBLEMS,
  plantIdSchema,
  plantNameSchema,
  type RegistrationPreview,
  type RegistrationProblem,
  registrationProblemSchema,
} from '#domain/registration.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import {
  type PlannedChange,
  planRegistration,
  type RegistrationPlan,
} from '#server/services/plants/plan-registration.ts';
import { previewOf } from '#server/services/plants/preview-of.ts';
import { refuseWhileRunning } from '#server/services/plants/refuse-while-running.ts';
import { type AuditValue, appendAudit } from '#server/stores/audit.ts';
import { type Database, inSlowTransaction } from '#server/stores/database.ts';
import {
  countPublishedDays,
  ensurePlant,
  findPlantRow,
  listPlantRows,
  lockPlantRow,
  type PlantRow,
  savePlant,
} from '#server/stores/plants.ts';
import {
  insertRegistered,
  listOwnersOfIds,
  listRegisteredArrays,
  updateRegistered,
} from '#server/stores/registered-arrays.ts';

const inputSchema = z.strictObject({
  plantId: plantIdSchema,
  /** Of a new plant: its id. */
  name: plantNameSchema.optional(),
  /** Minutes east of UTC, standard time; of a new plant: 0. */
  utcOffsetMinutes: utcOffsetMinutesSchema.optional(),
  simulated: z.boolean().default(false),
  /** `register` takes a plant without arrays, `update` one that is there, `either` what it is. */
  mode: z.enum(['register', 'update', 'either']),
  /** Arrays that are not among the rows go out of service. */
  removeMissing: z.boolean().default(false),
  /** What the rows came from, for messages. */
  source: z.string().default('the registration'),
  /** Checked where they were read; 100,000 of them are not checked again. */
  rows: z.custom<readonly ArrayRow[]>((rows) => Array.isArray(rows)),
  /** Rows that could not even be read. */
  problems: z.array(registrationProblemSchema).default([]),
});

/** An array as somebody gives it, and in which line. */
interface ArrayRow {
  line: number;
  input: ArrayInput;
}

export type RegistrationInput = z.input<typeof inputSchema>;
type Registration = z.output<typeof inputSchema>;

const AUDITED_IDS = 100;
const SLOW_MS = 120_000;

/** What a registration would do: every row that it adds, changes or takes out of service, and all that speaks against it. */
export async function previewRegistration(
  context: InstallationContext,
  input: RegistrationInput,
): Promise<RegistrationPreview> {
  requireAction(context.principal, 'plant.register');
  const registration = parseInput(inputSchema, input);
  const plant = await findPlantRow(context.db, registration.plantId);
  const plan = await planFor(context, registration, plant);
  return previewOf(registration, plant, plan);
}

/**
 * Registers a plant with its arrays, or brings one up to date: all of it, or nothing. Throws `invalid_input` with every
 * problem in a line of its own, and `conflict` while a run of the plant is live: a day is judged by one registry.
 */
export async function applyRegistration(
  context: InstallationContext,
  input: RegistrationInput,
): Promise<RegistrationPreview> {
  const { principal } = context;
  requireAction(principal, 'plant.register');
  const registration = parseInput(inputSchema, input);
  const { plantId, name, utcOffsetMinutes, simulated, source } = registration;
  // A large plant is planned while its row is locked.
  return inSlowTransaction(context.db, SLOW_MS, async (db) => {
    const plant = await lockPlantRow(db, plantId);
    const plan = await planFor({ ...context, db }, registration, plant);
    const preview = previewOf(registration, plant, plan);
    if (plan.problems.length > 0) throw refusal(plan.problems, source);
    if (preview.isNew)
      await ensurePlant(db, { id: plantId, name: preview.name, utcOffsetMinutes: preview.utcOffsetMinutes, simulated });
    else if (name !== undefined || utcOffsetMinutes !== undefined) {
      await savePlant(db, { id: plantId, name: preview.name, utcOffsetMinutes: preview.utcOffsetMinutes });
    }
    const of = (...kinds: PlannedChange['kind'][]) =>
      plan.changes.filter(({ kind }) => kinds.includes(kind)).map(({ after }) => after);
    await updateRegistered(db, plantId, of('removed', 'changed'));
    await insertRegistered(db, plantId, of('added'));
    if (hasChanges(preview, plant)) {
      await appendAudit(db, {
        actor: principal,
        action: `plant.register: ${preview.isNew ? 'register' : 'update'}`,
        target: { kind: 'plant', id: plantId },
        before: plant && { name: plant.name, utcOffsetMinutes: plant.utcOffsetMinutes, arrays: plant.arrayCount },
        after: auditOf(preview, plan),
      });
    }
    return preview;
  });
}

function hasChanges({ counts, name, utcOffsetMinutes }: RegistrationPreview, plant: PlantRow | null): boolean {
  const changed = counts.added + counts.changed + counts.removed > 0;
  return changed || plant?.name !== name || plant.utcOffsetMinutes !== utcOffsetMinutes;
}

/** The first of the ids are enough to find out what somebody did; a whole plant would not be read by anybody. */
function auditOf({ name, utcOffsetMinutes, arrays, counts }: RegistrationPreview, plan: RegistrationPlan): AuditValue {
  const idsOf = (kind: PlannedChange['kind']) =>
    plan.changes
      .filter((change) => change.kind === kind)
      .slice(0, AUDITED_IDS)
      .map(({ after }) => after.deviceId);
  return {
    name,
    utcOffsetMinutes,
    arrays,
    ...counts,
    first: { added: idsOf('added'), changed: idsOf('changed'), removed: idsOf('removed') },
  };
}

async function planFor(
  context: InstallationContext,
  { plantId, mode, rows, removeMissing, utcOffsetMinutes, problems }: Registration,
  plant: PlantRow | null,
): Promise<RegistrationPlan> {
  const { db, now } = context;
  if (mode === 'update' && !plant) {
    throw new HeliographError('not_found', `there is no plant "${plantId}" to update: register it first`);
  }
  if (mode === 'either' && plant?.simulated) {
    const why = `plant "${plantId}" is the demo plant: set HELIOGRAPH_PLANT to an id for yours`;
    throw new HeliographError('conflict', why);
  }
  const existing = plant ? await listRegisteredArrays(db, plantId) : [];
  if (mode === 'register' && existing.length > 0) {
    const whose = plant?.simulated ? 'is the demo plant and ' : '';
    throw new HeliographError(
      'conflict',
      `plant "${plantId}" ${whose}has ${existing.length} arrays already: update it, or register under another id (HELIOGRAPH_PLANT, --plant)`,
    );
  }
  const today = plantDayOf(now().getTime(), utcOffsetMinutes ?? plant?.utcOffsetMinutes ?? 0);
  const plan = planRegistration({
    existing,
    rows,
    foreign: await foreignOwners(context, plantId, rows),
    // Of a file that was not read in full nobody knows what is missing.
    removeMissing: removeMissing && problems.length === 0,
    today,
    yesterday: shiftPlantDay(today, -1),
  });
  const about: RegistrationProblem[] = [];
  if (plant) {
    const changes = plan.changes.some(({ kind }) => kind !== 'unchanged');
    const moves = utcOffsetMinutes !== undefined && utcOffsetMinutes !== plant.utcOffsetMinutes;
    if (changes || moves) await refuseWhileRunning(db, plantId);
    if (moves) about.push(...(await refuseMovedDays(db, plantId)));
  }
  const all = [...about, ...problems, ...plan.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ...plan, problems: all };
}

/** Of the rows' devices those that another plant has which sends to a topic of this one. Files of plants lie apart. */
async function foreignOwners(
  { db, settings }: InstallationContext,
  plantId: string,
  rows: Registration['rows'],
): Promise<Map<string, string>> {
  if (settings.KAFKA_SERVERS === undefined) return new Map();
  const plants = await listPlantRows(db);
  const topicsOf = (plant: PlantRow | undefined) => plant?.settings.kafkaTopics ?? settings.KAFKA_TOPICS;
  const topics = new Set(topicsOf(plants.find(({ id }) => id === plantId)));
  const sharing = plants.filter((plant) => plant.id !== plantId && topicsOf(plant).some((topic) => topics.has(topic)));
  const ids = rows.map(({ input }) => input.deviceId);
  return listOwnersOfIds(
    db,
    sharing.map(({ id }) => id),
    ids,
  );
}

/** Days with a result begin where the offset of their time said so. */
async function refuseMovedDays(db: Database, plantId: string): Promise<RegistrationProblem[]> {
  const days = await countPublishedDays(db, plantId);
  if (days === 0) return [];
  const message = `cannot be changed: ${days} plant days have a result by the one there is`;
  return [{ line: null, column: 'utcOffset', message }];
}

/** All problems as one failure, the first of them told one by one. */
function refusal(problems: readonly RegistrationProblem[], source: string): HeliographError {
  const lines = problems.slice(0, MAX_PROBLEMS).map((problem) => describeProblem(problem, source));
  const more = problems.length - lines.length;
  const rest = more > 0 ? [`and ${more} more problems`] : [];
  return new HeliographError('invalid_input', [...lines, ...rest, 'nothing was registered'].join('\n'));
}
