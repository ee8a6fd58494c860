-- A role may be of some plants only, and so may a token. Those of before hold in every plant.
ALTER TABLE "user_account" ADD COLUMN "plantRoles" JSONB;
ALTER TABLE "session" ADD COLUMN "plantRoles" JSONB;
ALTER TABLE "api_token" ADD COLUMN "plants" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
