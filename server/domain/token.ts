import { z } from 'zod';
import { plantIdSchema } from '#domain/registration.ts';
import { roleSchema } from '#domain/roles.ts';

export const TOKEN_KINDS = ['personal', 'service'] as const;
export const TOKEN_STATES = ['active', 'expired', 'revoked'] as const;

/** What every token looks like: 256 random bits, after what tells scanners of leaked secrets whose it is. */
export const TOKEN_PATTERN = /^hg_[A-Za-z0-9_-]{43}$/;

export const DEFAULT_TOKEN_DAYS = 90;
export const MAX_TOKEN_DAYS = 366;

export const newTokenSchema = z.strictObject({
  /** What it is for; people find it again by this. */
  name: z.string().trim().min(1, 'needs a name').max(80, 'at most 80 characters'),
  kind: z.enum(TOKEN_KINDS).default('personal'),
  /** Of a service token; a personal one has its owner's. */
  role: roleSchema.optional(),
  scopes: z.array(z.string().max(60)).min(1, 'name at least one action').max(50),
  /** The plants it is for; default: all that whoever makes it may do something in. */
  plants: z.array(plantIdSchema).max(100, 'at most 100 plants').default([]),
  days: z.int().min(1).max(MAX_TOKEN_DAYS).default(DEFAULT_TOKEN_DAYS),
});

export const tokenViewSchema = z.object({
  id: z.string(),
  kind: z.enum(TOKEN_KINDS),
  name: z.string(),
  /** Its first characters. */
  prefix: z.string(),
  role: roleSchema,
  scopes: z.array(z.string()),
  /** The plants it is for; empty: all of them. */
  plants: z.array(z.string()),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  state: z.enum(TOKEN_STATES),
});

/** The one time that a token itself is shown. */
export const createdTokenSchema = tokenViewSchema.extend({ token: z.string().regex(TOKEN_PATTERN) });

export const tokenListSchema = z.object({
  tokens: z.array(tokenViewSchema),
  /** What the caller may make: with which scopes, and whether for a service. */
  mayCreate: z.object({ scopes: z.array(z.string()), service: z.boolean() }),
});

export type NewToken = z.input<typeof newTokenSchema>;
export type TokenView = z.infer<typeof tokenViewSchema>;
export type CreatedToken = z.infer<typeof createdTokenSchema>;
export type TokenList = z.infer<typeof tokenListSchema>;
