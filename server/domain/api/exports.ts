import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { exportFileQuerySchema, exportPreviewSchema, exportQuerySchema, exportReceiptSchema } from '#domain/exports.ts';

const tag = 'Exports';

export const previewExport = operation({
  id: 'previewExport',
  method: 'GET',
  path: '/api/v1/exports',
  tag,
  action: 'exports.read',
  summary: 'Preview an export',
  description:
    'What the file of the same filter will hold: rows, days without a result, columns, and about how many bytes.',
  query: exportQuerySchema,
  answers: { 200: jsonAnswer('What the file will hold.', exportPreviewSchema) },
  errors: ['not_found'],
});

export const downloadExport = operation({
  id: 'downloadExport',
  method: 'GET',
  path: '/api/v1/exports/file',
  tag,
  action: 'exports.read',
  summary: 'Download verdicts as Parquet or CSV',
  description:
    'Its `Repr-Digest` (SHA-256) and `X-Heliograph-Rows` are known before the first byte. A `receipt` serves once.',
  query: exportFileQuerySchema,
  answers: {
    200: { description: 'The file.', content: { 'application/vnd.apache.parquet': null, 'text/csv': null } },
  },
  errors: ['not_found', 'conflict', 'busy', 'damaged_file', 'storage'],
});

export const getExportReceipt = operation({
  id: 'getExportReceipt',
  method: 'GET',
  path: '/api/v1/exports/receipts/{receiptId}',
  tag,
  action: 'exports.read',
  summary: 'Show the receipt of a download',
  description: 'Your own only; there is none until its file is ready, or has failed.',
  params: z.object({
    receiptId: z.uuid('expected a UUID').meta({
      description: 'The UUID that the download was asked for with.',
      example: '019abc00-0000-7000-8000-000000000000',
    }),
  }),
  answers: { 200: jsonAnswer('What became of it.', exportReceiptSchema) },
  errors: ['not_found'],
});
