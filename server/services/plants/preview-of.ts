import {
  type ChangeKind,
  MAX_PREVIEW_ROWS,
  MAX_PROBLEMS,
  type RegistrationPreview,
  type RegistrationRow,
} from '#domain/registration.ts';
import { arrayCells } from '#server/services/plants/array-cells.ts';
import type { PlannedChange, RegistrationPlan } from '#server/services/plants/plan-registration.ts';
import type { PlantRow } from '#server/stores/plants.ts';

interface Asked {
  plantId: string;
  name?: string | undefined;
  utcOffsetMinutes?: number | undefined;
}

/** A plan as people see it: what changes first, then what stays. */
export function previewOf(asked: Asked, plant: PlantRow | null, plan: RegistrationPlan): RegistrationPreview {
  const counts: Record<ChangeKind, number> = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  for (const { kind } of plan.changes) counts[kind]++;
  const changing = plan.changes.filter(({ kind }) => kind !== 'unchanged');
  const staying = plan.changes.filter(({ kind }) => kind === 'unchanged');
  const rows = [...changing, ...staying].slice(0, MAX_PREVIEW_ROWS).map(rowOf);
  return {
    plantId: asked.plantId,
    name: asked.name ?? plant?.name ?? asked.plantId,
    utcOffsetMinutes: asked.utcOffsetMinutes ?? plant?.utcOffsetMinutes ?? 0,
    isNew: plant === null,
    arrays: plan.changes.filter(({ after }) => after.inServiceTo === null).length,
    counts,
    missing: plan.missing,
    rows,
    rowsLeftOut: plan.changes.length - rows.length,
    problems: plan.problems.slice(0, MAX_PROBLEMS),
    problemsLeftOut: Math.max(0, plan.problems.length - MAX_PROBLEMS),
  };
}

function rowOf({ kind, line, before, after }: PlannedChange): RegistrationRow {
  const fields: RegistrationRow['fields'] = [];
  if (before && kind !== 'unchanged') {
    const [old, now] = [arrayCells(before), arrayCells(after)];
    for (const [name, value] of Object.entries(now)) {
      const was = old[name as keyof typeof old];
      if (was !== value) fields.push({ name, before: was, after: value });
    }
  }
  return { deviceId: after.deviceId, kind, line, row: after.row, column: after.column, fields };
}
