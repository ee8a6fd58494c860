import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { isNotFound } from '#components/data/api-error.ts';
import { fetchJson } from '#components/data/fetch-json.ts';
import { exportPreviewSchema, exportReceiptSchema } from '#server/domain/exports.ts';

const RECEIPT_REFETCH_MS = 700;

/** What an export will hold; `search` are the parameters of the API, without a format. */
export const exportPreviewQuery = (search: string) =>
  queryOptions({
    queryKey: ['export-preview', search],
    queryFn: ({ signal }) => fetchJson(exportPreviewSchema, `/api/v1/exports?${search}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** What became of a download; null, and asked for again, while its file is being written. */
export const exportReceiptQuery = (receiptId: string) =>
  queryOptions({
    queryKey: ['export-receipt', receiptId],
    queryFn: ({ signal }) =>
      fetchJson(exportReceiptSchema, `/api/v1/exports/receipts/${receiptId}`, { signal }).catch((error: unknown) => {
        if (isNotFound(error)) return null;
        throw error;
      }),
    refetchInterval: ({ state }) => (state.data ? false : RECEIPT_REFETCH_MS),
  });
