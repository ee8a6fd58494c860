import type { PlantRoles } from '#domain/plant-roles.ts';
import type { Role } from '#domain/roles.ts';
import type { Database } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

export interface NewSession {
  keyHash: string;
  userId: string;
  role: Role;
  plantRoles?: PlantRoles | null | undefined;
  address: string | null;
  idToken: string | null;
  at: Date;
}

export async function insertSession(db: Database, { at, plantRoles, ...session }: NewSession): Promise<void> {
  const roles = { plantRoles: plantRoles ?? Prisma.DbNull };
  await db.session.create({ data: { ...session, ...roles, createdAt: at, lastSeenAt: at } });
}

/** The session with its user, whatever its state. */
export function findSession(db: Database, keyHash: string) {
  return db.session.findUnique({ where: { keyHash }, include: { user: true } });
}

/** The sessions of these ids. */
export function listSessionsById(db: Database, ids: readonly string[]) {
  return db.session.findMany({ where: { id: { in: [...ids] } } });
}

/** Notes that a session and its user were seen; never that of a moment before another. */
export async function noteSessionUse(db: Database, id: string, userId: string, at: Date): Promise<void> {
  const before = { lastSeenAt: { lt: at } };
  await db.session.updateMany({ where: { id, ...before }, data: { lastSeenAt: at } });
  await db.userAccount.updateMany({ where: { id: userId, ...before }, data: { lastSeenAt: at } });
}

/** Ends one session; false when it had ended before. */
export async function endSessionRow(db: Database, id: string, at: Date): Promise<boolean> {
  const { count } = await db.session.updateMany({ where: { id, endedAt: null }, data: { endedAt: at, idToken: null } });
  return count > 0;
}

/** Ends all sessions of a user; how many there were. */
export async function endSessionsOfUser(db: Database, userId: string, at: Date): Promise<number> {
  const { count } = await db.session.updateMany({
    where: { userId, endedAt: null },
    data: { endedAt: at, idToken: null },
  });
  return count;
}

/** Removes sessions that nobody can use any more. */
export async function deleteSessionsBefore(db: Database, createdBefore: Date): Promise<void> {
  await db.session.deleteMany({ where: { createdAt: { lt: createdBefore } } });
}
