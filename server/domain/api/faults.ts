import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import {
  addNoteSchema,
  bulkResultSchema,
  bulkSchema,
  changeFaultSchema,
  changeShapes,
  type FaultVerb,
  faultDetailSchema,
  faultListRequestSchema,
  faultListSchema,
  faultSummarySchema,
  faultViewSchema,
} from '#domain/faults.ts';

const tag = 'Faults';
const params = z.object({
  faultId: z
    .uuid('expected the id of a fault')
    .meta({ description: 'A fault.', example: '019abc00-0000-7000-8000-000000000000' }),
});
const inPath = { faultId: true } as const;
const VERSION = '`version` is the one that was seen: a case that changed since is left alone.';

// What every change of one fault has in common.
const change = {
  method: 'POST',
  tag,
  action: 'faults.triage',
  params,
  answers: { 200: jsonAnswer('The case as it is now.', faultViewSchema) },
  errors: ['not_found', 'conflict'],
} as const;

export const listFaults = operation({
  id: 'listFaults',
  method: 'GET',
  path: '/api/v1/faults',
  tag,
  action: 'faults.read',
  summary: 'List faults',
  description: 'One case for each array and kind of fault, the most lost energy first.',
  query: faultListRequestSchema,
  answers: { 200: jsonAnswer('A page of cases.', faultListSchema) },
});

export const exportFaults = operation({
  id: 'exportFaults',
  method: 'GET',
  path: '/api/v1/faults/csv',
  tag,
  action: 'faults.read',
  summary: 'Download faults as CSV',
  query: faultListRequestSchema.omit({ cursor: true, limit: true }),
  answers: { 200: { description: 'The file.', content: { 'text/csv': null } } },
});

export const summarizeFaults = operation({
  id: 'summarizeFaults',
  method: 'GET',
  path: '/api/v1/faults/summary',
  tag,
  action: 'faults.read',
  summary: 'Count faults by state',
  answers: { 200: jsonAnswer('The counts.', faultSummarySchema) },
});

export const getFault = operation({
  id: 'getFault',
  method: 'GET',
  path: '/api/v1/faults/{faultId}',
  tag,
  action: 'faults.read',
  summary: 'Show a fault',
  description: 'With its history and the last days of its array.',
  params,
  answers: { 200: jsonAnswer('The case.', faultDetailSchema) },
  errors: ['not_found'],
});

export const changeFault = operation({
  ...change,
  id: 'changeFault',
  path: '/api/v1/faults/{faultId}/changes',
  summary: 'Acknowledge, assign, snooze, resolve or reopen a fault',
  description: `\`assign\` with null takes it from who has it; \`snooze\` lasts until a plant day, or with null until it is worse than now; a later day that shows a resolved one makes it regressed. ${VERSION}`,
  body: changeFaultSchema.omit(inPath).strict(),
});

/** The address that a verb had before all of them were changes. */
function olderWay<S extends z.ZodRawShape>(verb: FaultVerb, id: string, summary: string, shape: S) {
  return operation({
    ...change,
    id,
    path: `/api/v1/faults/{faultId}/${verb}`,
    summary,
    description: `As \`${verb}\` of \`/api/v1/faults/{faultId}/changes\`, which new programs ask instead.`,
    deprecated: true,
    body: z.strictObject({ ...shape, version: changeFaultSchema.shape.version }),
  });
}

export const acknowledgeFault = olderWay(
  'acknowledge',
  'acknowledgeFault',
  'Acknowledge a fault',
  changeShapes.acknowledge,
);
export const assignFault = olderWay(
  'assign',
  'assignFault',
  'Assign a fault, or take it from who has it',
  changeShapes.assign,
);
export const snoozeFault = olderWay('snooze', 'snoozeFault', 'Snooze a fault', changeShapes.snooze);
export const resolveFault = olderWay('resolve', 'resolveFault', 'Resolve a fault', changeShapes.resolve);
export const reopenFault = olderWay('reopen', 'reopenFault', 'Reopen a fault', changeShapes.reopen);

export const noteFault = operation({
  ...change,
  id: 'noteFault',
  path: '/api/v1/faults/{faultId}/note',
  summary: 'Write a note on a fault',
  body: addNoteSchema.omit(inPath).strict(),
});

export const changeManyFaults = operation({
  id: 'changeManyFaults',
  method: 'POST',
  path: '/api/v1/faults/bulk',
  tag,
  action: 'faults.triage',
  summary: 'Change many faults alike',
  description: `Each is changed or left alone by itself. ${VERSION}`,
  body: bulkSchema.strict(),
  answers: { 200: jsonAnswer('What became of each.', bulkResultSchema) },
});
