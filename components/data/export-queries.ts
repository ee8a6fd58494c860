import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { isNotFound } from '#components/data/api-error.ts';
import { call } from '#components/data/call.ts';
import * as api from '#domain/api/exports.ts';
import type { ExportQuery } from '#domain/exports.ts';

const RECEIPT_REFETCH_MS = 700;

/** What an export will hold. */
export const exportPreviewQuery = (query: ExportQuery) =>
  queryOptions({
    queryKey: ['export-preview', query],
    queryFn: ({ signal }) => call(api.previewExport, { query, signal }),
    placeholderData: keepPreviousData,
  });

/** What became of a download; null, and asked for again, while its file is being written. */
export const exportReceiptQuery = (receiptId: string) =>
  queryOptions({
    queryKey: ['export-receipt', receiptId],
    queryFn: ({ signal }) =>
      call(api.getExportReceipt, { params: { receiptId }, signal }).catch((error: unknown) => {
        if (isNotFound(error)) return null;
        throw error;
      }),
    refetchInterval: ({ state }) => (state.data ? false : RECEIPT_REFETCH_MS),
  });
