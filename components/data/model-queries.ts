'use client';

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import * as api from '#domain/api/models.ts';

export const modelQuery = () =>
  queryOptions({ queryKey: ['model'], queryFn: ({ signal }) => call(api.getModel, { signal }) });

export const modelsQuery = () =>
  queryOptions({ queryKey: ['models'], queryFn: ({ signal }) => call(api.listModels, { signal }) });

export const modelVersionsQuery = () =>
  queryOptions({
    queryKey: ['model', 'versions'],
    queryFn: ({ signal }) => call(api.listModelVersions, { signal }),
  });

/** Takes a version into use; everything that is shown of models is asked for again. */
export function useChooseModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: string) => call(api.useModel, { params: { version } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['model'] }),
  });
}
