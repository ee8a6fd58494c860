-- Who looks a plant's registration over by itself, once for all workers: since when somebody does.
ALTER TABLE "plant" ADD COLUMN "checkClaimedAt" TIMESTAMPTZ(3);
