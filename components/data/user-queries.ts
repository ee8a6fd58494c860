import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { userListSchema } from '#server/domain/users.ts';

export const usersQuery = () =>
  queryOptions({
    queryKey: ['users'],
    queryFn: ({ signal }) => fetchJson(userListSchema, '/api/v1/users', { signal }),
  });

export type UserChange = { userId: string; disabled: boolean } | { userId: string; endSessions: true };

/** Changes somebody's access; the answer is the list as it is after it. */
export function useChangeUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: UserChange) => {
      const path = `/api/v1/users/${encodeURIComponent(change.userId)}`;
      if ('endSessions' in change) return fetchJson(userListSchema, `${path}/sessions`, { method: 'DELETE' });
      return fetchJson(userListSchema, path, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ disabled: change.disabled }),
      });
    },
    onSuccess: (users) => client.setQueryData(usersQuery().queryKey, users),
  });
}
