'use client';

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { modelVersionsSchema } from '#server/domain/model-versions.ts';
import { modelInUseSchema } from '#server/domain/results.ts';

export const modelVersionsQuery = () =>
  queryOptions({
    queryKey: ['model', 'versions'],
    queryFn: ({ signal }) => fetchJson(modelVersionsSchema, '/api/v1/model/versions', { signal }),
  });

/** Takes a version into use; everything that is shown of models is asked for again. */
export function useChooseModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: string) =>
      fetchJson(modelInUseSchema, `/api/v1/models/${encodeURIComponent(version)}/use`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['model'] }),
  });
}
