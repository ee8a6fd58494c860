import type { PlantRoles } from '#domain/plant-roles.ts';
import type { Role } from '#domain/roles.ts';
import type { Database } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

export interface SeenUser {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  /** The highest anywhere. */
  role: Role;
  /** Without: `role` in every plant. */
  plantRoles?: PlantRoles | null | undefined;
}

/** The account of somebody who signs in, with what the provider says of them now. */
export function upsertUser(db: Database, { issuer, subject, plantRoles, ...rest }: SeenUser, at: Date) {
  const said = { ...rest, plantRoles: plantRoles ?? Prisma.DbNull };
  return db.userAccount.upsert({
    where: { issuer_subject: { issuer, subject } },
    create: { issuer, subject, ...said, createdAt: at, lastSeenAt: at },
    update: { ...said, lastSeenAt: at },
  });
}

export function findUserOfProvider(db: Database, { issuer, subject }: Pick<SeenUser, 'issuer' | 'subject'>) {
  return db.userAccount.findUnique({ where: { issuer_subject: { issuer, subject } } });
}

/** An account, locked until the transaction ends: changes of it happen one after the other. */
export async function lockUser(db: Database, id: string) {
  await db.$queryRaw`SELECT 1 FROM "user_account" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return db.userAccount.findUnique({ where: { id } });
}

/** Ids of the administrators who may sign in, locked in their order until the transaction ends. */
export async function lockAdmins(db: Database): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from user_account where role = 'admin' and "plantRoles" is null and "disabledAt" is null order by id for update`;
  return rows.map(({ id }) => id);
}

export async function setUserDisabledAt(db: Database, id: string, disabledAt: Date | null): Promise<void> {
  await db.userAccount.update({ where: { id }, data: { disabledAt } });
}

/** Accounts, last seen first, with their sessions that have not ended and began or were used since. */
export function listUserRows(db: Database, since: { created: Date; used: Date }, limit: number) {
  return db.userAccount.findMany({
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    take: limit,
    include: {
      sessions: {
        where: { endedAt: null, createdAt: { gt: since.created }, lastSeenAt: { gt: since.used } },
        orderBy: { lastSeenAt: 'desc' },
      },
    },
  });
}

/** An account that may sign in, or null. */
export function findEnabledUser(db: Database, id: string) {
  return db.userAccount.findFirst({ where: { id, disabledAt: null } });
}

/** Those of these accounts that may sign in. */
export async function listEnabledUserIds(db: Database, ids: readonly string[]): Promise<string[]> {
  const rows = await db.userAccount.findMany({
    where: { id: { in: [...ids] }, disabledAt: null },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
