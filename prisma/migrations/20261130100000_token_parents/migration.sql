-- The token that made a token: what is revoked takes along what came of it.
ALTER TABLE "api_token" ADD COLUMN "parentId" UUID;
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_parentId_fkey"
  FOREIGN KEY ("parentId") REFERENCES "api_token" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "api_token_parentId_idx" ON "api_token" ("parentId");
