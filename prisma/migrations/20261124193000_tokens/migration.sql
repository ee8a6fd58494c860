-- Tokens for programs. Only the hash of a token is kept: who reads this table cannot use one.
CREATE TYPE "token_kind" AS ENUM ('personal', 'service');
CREATE TABLE "api_token" (
  "id" UUID NOT NULL,
  "kind" "token_kind" NOT NULL,
  "name" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "scopes" TEXT[] NOT NULL,
  "ownerId" TEXT,
  "createdBy" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "lastUsedAt" TIMESTAMPTZ(3),
  "revokedAt" TIMESTAMPTZ(3),
  CONSTRAINT "api_token_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "api_token_owner" CHECK (("kind" = 'personal') = ("ownerId" IS NOT NULL))
);
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token" ("hash");
CREATE INDEX "api_token_ownerId_idx" ON "api_token" ("ownerId");
