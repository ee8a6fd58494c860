import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { auditFilterSchema, auditListSchema } from '#domain/audit.ts';
import { pageQuery } from './schemas.ts';

const tag = 'Audit log';

export const listAudit = operation({
  id: 'listAudit',
  method: 'GET',
  path: '/api/v1/audit',
  tag,
  action: 'audit.read',
  of: 'installation',
  summary: 'List changes',
  description: 'Who changed what, how it was before and after, and from where; newest first.',
  query: auditFilterSchema.extend(pageQuery(200, 50)),
  answers: { 200: jsonAnswer('A page of changes.', auditListSchema) },
});

export const exportAudit = operation({
  id: 'exportAudit',
  method: 'GET',
  path: '/api/v1/audit/export',
  tag,
  action: 'audit.read',
  of: 'installation',
  summary: 'Download changes as CSV or lines of JSON',
  query: auditFilterSchema.extend({
    format: z.enum(['csv', 'ndjson']).default('csv').meta({ description: 'Of the file.' }),
  }),
  answers: { 200: { description: 'The file.', content: { 'text/csv': null, 'application/x-ndjson': null } } },
});
