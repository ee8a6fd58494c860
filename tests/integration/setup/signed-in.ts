import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import type { PlantRoles } from '#domain/plant-roles.ts';
import type { Role } from '#domain/roles.ts';
import { sessionCookie } from '#server/auth/session-cookie.ts';
import { hashOfKey } from '#server/auth/session-rules.ts';
import { adoptSetting } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { startSession } from '#server/services/sessions/start-session.ts';
import { database } from '#server/stores/database.ts';

export const TEST_SECRET = 'a secret of the tests, of more than 32 characters';
export const TEST_CONSOLE = 'http://localhost:3000';

/**
 * Somebody who has signed in, as the provider's answer would have it: their account, session and `Cookie` header. Somebody
 * new each time, unless the subject of one who was here is given. With roles by plant `role` is the highest of them.
 */
export async function signedIn(
  role: Role,
  now: Date = new Date(),
  subject: string = randomUUID(),
  plantRoles: PlantRoles | null = null,
) {
  adoptSetting('NEXTAUTH_URL', TEST_CONSOLE);
  adoptSetting('NEXTAUTH_SECRET', TEST_SECRET);
  const email = `${role}-${subject}@plant.test`;
  const person = { issuer: 'https://login.test', subject, name: `Some ${role}`, email, role, plantRoles };
  const key = await startSession(
    { ...openSystem(), now: () => now },
    { ...person, idToken: 'token', address: '127.0.0.1' },
  );
  const { id, userId } = await database().session.findUniqueOrThrow({ where: { keyHash: hashOfKey(key) } });
  const value = await encode({ token: { sessionKey: key }, secret: TEST_SECRET });
  return { key, subject, userId, sessionId: id, email, cookie: `${sessionCookie(TEST_CONSOLE).name}=${value}` };
}
