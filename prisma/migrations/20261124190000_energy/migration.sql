-- What an array should have given, what it gave, and the loss between them.
ALTER TABLE "verdict"
  ADD COLUMN "expectedKwh" DOUBLE PRECISION,
  ADD COLUMN "measuredKwh" DOUBLE PRECISION,
  ADD COLUMN "lossKwh" DOUBLE PRECISION;
