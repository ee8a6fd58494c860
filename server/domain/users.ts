import { z } from 'zod';
import { roleSchema } from '#domain/roles.ts';

// Contracts of who is signed in, and of who has been. Instants are ISO 8601 in UTC.

const instant = z.iso.datetime();

export const ownSessionSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  /** What the signed-in may do, of the table of actions. */
  actions: z.array(z.string()),
});

export const signedOutSchema = z.object({
  /** Where the browser goes on: to the provider, so that its session ends as well, or to the sign-in page. */
  url: z.string(),
});

export const userViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: roleSchema,
  createdAt: instant,
  lastSeenAt: instant,
  disabledAt: instant.nullable(),
  /** Open sessions, last used first. */
  sessions: z.array(z.object({ createdAt: instant, lastSeenAt: instant, address: z.string().nullable() })),
});

export const userListSchema = z.object({ users: z.array(userViewSchema) });

export const userChangeSchema = z.strictObject({ disabled: z.boolean() });

export type OwnSession = z.infer<typeof ownSessionSchema>;
export type UserView = z.infer<typeof userViewSchema>;
export type UserList = z.infer<typeof userListSchema>;
