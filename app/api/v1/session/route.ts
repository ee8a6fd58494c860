import { ACTIONS } from '#server/auth/actions.ts';
import { findSignedOutUrl } from '#server/auth/find-end-session.ts';
import { mayDo } from '#server/auth/principal.ts';
import { sessionCookie } from '#server/auth/session-cookie.ts';
import { signInSettings } from '#server/auth/sign-in-settings.ts';
import { HeliographError } from '#server/errors.ts';
import { json } from '#server/http/answer.ts';
import { endSession, getSession } from '#server/http/operations/people.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { endOwnSession } from '#server/services/sessions/end-own-session.ts';

export const GET = route(getSession, async ({ principal }) => {
  const { id, name, role } = principal;
  return json({ id, name, role, actions: ACTIONS.filter((action) => mayDo(principal, action)) });
});

/** Signs out, and says where the browser goes on. */
export const DELETE = route(endSession, async ({ principal }) => {
  const { credential } = principal;
  if (credential?.kind !== 'session') throw new HeliographError('conflict', 'only a session can be signed out');
  const { idToken } = await endOwnSession(principal, credential.id);
  const answer = json({ url: await findSignedOutUrl(idToken) });
  const { name, options } = sessionCookie(signInSettings().consoleUrl);
  const secure = options.secure ? '; Secure' : '';
  answer.headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`);
  return answer;
});

export const { POST, PUT, PATCH } = refuseOthers(getSession, endSession);
