-- An attempt whose worker fell silent did not fail by itself: told apart, so that a shard that ends its workers is not
-- given to the next one for ever.
ALTER TABLE "shard_attempt" DROP CONSTRAINT "shard_attempt_outcome";
ALTER TABLE "shard_attempt" ADD CONSTRAINT "shard_attempt_outcome" CHECK (
  ("outcome" IS NULL) = ("endedAt" IS NULL)
  AND "outcome" IN ('succeeded', 'failed', 'lost', 'handed_back', 'cancelled'));
