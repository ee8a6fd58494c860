import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import * as api from '#domain/api/administration.ts';
import type { NewToken } from '#domain/token.ts';

export const tokensQuery = () =>
  queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => call(api.listTokens, { signal }) });

/** Makes a token. Its answer is the only one that holds the token: nothing else keeps it. */
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: NewToken) => call(api.createToken, { body: token }),
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) => call(api.revokeToken, { params: { tokenId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
}
