import { ACTIONS } from '#domain/actions.ts';
import * as api from '#domain/api/people.ts';
import { findSignedOutUrl } from '#server/auth/find-end-session.ts';
import { mayDo } from '#server/auth/principal.ts';
import { sessionCookie } from '#server/auth/session-cookie.ts';
import { signInSettings } from '#server/auth/sign-in-settings.ts';
import { HeliographError } from '#server/errors.ts';
import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { endOwnSession } from '#server/services/sessions/end-own-session.ts';
import { changeUser } from '#server/services/users/change-user.ts';
import { endUserSessions } from '#server/services/users/end-user-sessions.ts';
import { listUsers } from '#server/services/users/list-users.ts';

export const people = [
  route(api.getSession, ({ context: { principal } }) => {
    const { id, name, role } = principal;
    return { id, name, role, actions: ACTIONS.filter((action) => mayDo(principal, action)) };
  }),
  route(api.endSession, async ({ context }) => {
    const { credential } = context.principal;
    if (credential?.kind !== 'session') throw new HeliographError('conflict', 'only a session can be signed out');
    const { idToken } = await endOwnSession(context, credential.id);
    const answer = json({ url: await findSignedOutUrl(idToken) });
    const { name, options } = sessionCookie(signInSettings().consoleUrl);
    const secure = options.secure ? '; Secure' : '';
    answer.headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`);
    return answer;
  }),
  route(api.listUsers, ({ context }) => listUsers(context)),
  route(api.changeUser, async ({ context, params, body }) => {
    await changeUser(context, { ...body, ...params });
    return listUsers(context);
  }),
  route(api.endUserSessions, async ({ context, params }) => {
    await endUserSessions(context, params);
    return listUsers(context);
  }),
];
