import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import * as api from '#domain/api/people.ts';

export const usersQuery = () =>
  queryOptions({ queryKey: ['users'], queryFn: ({ signal }) => call(api.listUsers, { signal }) });

export type UserChange = { userId: string; disabled: boolean } | { userId: string; endSessions: true };

/** Changes somebody's access; the answer is the list as it is after it. */
export function useChangeUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, ...change }: UserChange) =>
      'endSessions' in change
        ? call(api.endUserSessions, { params: { userId } })
        : call(api.changeUser, { params: { userId }, body: change }),
    onSuccess: (users) => client.setQueryData(usersQuery().queryKey, users),
  });
}
