import type { z } from 'zod';
import { csvLine } from '#domain/csv.ts';
import { FAULT_LABELS } from '#domain/fault-kinds.ts';
import { type FaultView, faultListRequestSchema } from '#domain/faults.ts';
import type { Tariff } from '#domain/tariff.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

const PAGE = 500;
const inputSchema = faultListRequestSchema.omit({ cursor: true, limit: true });

const COLUMNS = [
  'array',
  'row',
  'column',
  'condition',
  'state',
  'cause',
  'confidence',
  'since',
  'first_seen',
  'last_seen',
];
const FIGURES = [
  'days_seen',
  'loss_kwh',
  'loss_per_day_kwh',
  'within_uncertainty',
  'loss_money',
  'currency',
  'assignee',
  'snoozed_until',
  'note',
];

/** The faults of a filter as CSV, a piece at a time: however many there are, one page is in memory. */
export async function* exportFaults(
  context: ServiceContext,
  input: z.input<typeof inputSchema>,
): AsyncGenerator<string> {
  parseInput(inputSchema, input);
  let page = await listFaults(context, { ...input, limit: PAGE });
  const tariff = page.tariff;
  yield csvLine([...COLUMNS, ...FIGURES]) + page.faults.map((fault) => lineOf(fault, tariff)).join('');
  while (page.nextCursor !== null) {
    page = await listFaults(context, { ...input, limit: PAGE, cursor: page.nextCursor });
    yield page.faults.map((fault) => lineOf(fault, tariff)).join('');
  }
}

function lineOf(fault: FaultView, tariff: Tariff | null): string {
  const { lossKwh, lossPerDayKwh } = fault;
  return csvLine([
    fault.deviceId,
    fault.row,
    fault.column,
    FAULT_LABELS[fault.condition],
    fault.state,
    fault.cause,
    fault.confidence,
    fault.since,
    fault.firstSeen,
    fault.lastSeen,
    fault.daysSeen,
    rounded(lossKwh),
    rounded(lossPerDayKwh),
    fault.withinUncertainty,
    rounded(lossKwh === null || tariff === null ? null : lossKwh * tariff.perKwh),
    tariff?.currency ?? null,
    fault.assignee,
    fault.snoozedUntil,
    fault.note,
  ]);
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000);
