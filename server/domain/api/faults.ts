import { z } from 'zod';
import { jsonAnswer, operation } from '#server/domain/api/operation.ts';
import {
  acknowledgeSchema,
  addNoteSchema,
  assignSchema,
  bulkResultSchema,
  bulkSchema,
  faultDetailSchema,
  faultListRequestSchema,
  faultListSchema,
  faultSummarySchema,
  faultViewSchema,
  reopenSchema,
  resolveSchema,
  snoozeSchema,
} from '#server/domain/faults.ts';

const tag = 'Faults';
const params = z.object({
  faultId: z
    .uuid('expected the id of a fault')
    .meta({ description: 'A fault.', example: '019abc00-0000-7000-8000-000000000000' }),
});
const inPath = { faultId: true } as const;
const VERSION = '`version` is the one that was seen: a case that changed since is left alone.';

// What every change of one case has in common.
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

export const acknowledgeFault = operation({
  ...change,
  id: 'acknowledgeFault',
  path: '/api/v1/faults/{faultId}/acknowledge',
  summary: 'Acknowledge a fault',
  description: VERSION,
  body: acknowledgeSchema.omit(inPath).strict(),
});

export const assignFault = operation({
  ...change,
  id: 'assignFault',
  path: '/api/v1/faults/{faultId}/assign',
  summary: 'Assign a fault, or take it from who has it',
  description: VERSION,
  body: assignSchema.omit(inPath).strict(),
});

export const snoozeFault = operation({
  ...change,
  id: 'snoozeFault',
  path: '/api/v1/faults/{faultId}/snooze',
  summary: 'Snooze a fault',
  description: `Until a plant day, or with null until it is worse than now. ${VERSION}`,
  body: snoozeSchema.omit(inPath).strict(),
});

export const resolveFault = operation({
  ...change,
  id: 'resolveFault',
  path: '/api/v1/faults/{faultId}/resolve',
  summary: 'Resolve a fault',
  description: `A later day that shows it makes it regressed. ${VERSION}`,
  body: resolveSchema.omit(inPath).strict(),
});

export const reopenFault = operation({
  ...change,
  id: 'reopenFault',
  path: '/api/v1/faults/{faultId}/reopen',
  summary: 'Reopen a fault',
  description: VERSION,
  body: reopenSchema.omit(inPath).strict(),
});

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
