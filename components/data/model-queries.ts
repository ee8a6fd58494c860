'use client';

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { type ModelChoice, modelChosenSchema, modelVersionsSchema } from '#server/domain/model-versions.ts';

export const modelVersionsQuery = () =>
  queryOptions({
    queryKey: ['model', 'versions'],
    queryFn: ({ signal }) => fetchJson(modelVersionsSchema, '/api/v1/model/versions', { signal }),
  });

/** Takes a version into use; everything that is shown of models is asked for again. */
export function useChooseModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choice: ModelChoice) =>
      fetchJson(modelChosenSchema, '/api/v1/model/use', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(choice),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['model'] }),
  });
}
