-- Reasons that rules of physics give, the figures behind a verdict, and the modules of an array.
ALTER TYPE "NoVerdictReason" ADD VALUE 'limited';
ALTER TYPE "NoVerdictReason" ADD VALUE 'off';
ALTER TYPE "NoVerdictReason" ADD VALUE 'check_registration';
ALTER TABLE "verdict" ADD COLUMN "evidence" JSONB;
ALTER TABLE "array" ADD COLUMN "module" JSONB;
